/**
 * Stage 1: the text of one YAML file becomes plain JSON values. The text comes in as it was read, byte order mark and all;
 * out go values that mean exactly what stands there, or diagnostics with spans. Whatever YAML would have read differently
 * than it looks (tags, merge keys, numbers that change, doubled keys …) is refused, not guessed. Only this folder knows a
 * YAML parser. `locate` goes the other way, from places back to the text.
 */
import { type Event, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { failed, finish } from '../diagnostics/stage-result.js';
import type { JsonValue } from '../model/type-model.js';
import { buildValue } from './build-value.js';
import { mostNesting, parseYaml } from './parse-events.js';
import type { SourceDocument } from './source-document.js';
import { sourceReport as report } from './source-messages.js';
import { explainSyntax } from './syntax-error.js';

/** In UTF-16 units; a thousand events are about 300,000. */
const mostCharacters = 5_000_000;
/** With aliases written out. */
const mostValues = 1_000_000;
/** More findings than this about one file help nobody. */
const mostProblems = 100;

/** Refuses anything but exactly one YAML document that means the same to every reader. Never throws on any text. */
export function loadDocument(file: SourceFile): StageResult<SourceDocument> {
  const refusal = refuseText(file);
  if (refusal !== undefined) return failed([refusal]);
  const parsed = parseYaml(file.text);
  if (!parsed.ok) return failed([explainSyntax(file, parsed)]);
  const { events } = parsed;
  const [head, first] = events;
  if (head?.type !== EVENT_ID.DOCUMENT || first === undefined || isEmpty(first)) return failed([emptyFile(file)]);
  const framing = refuseFraming(file, events);
  const built = buildValue(file, events, 1);
  const problems = [...framing, ...built.problems];
  if (problems.length === 0 && built.firstAlias !== undefined)
    problems.push(...refuseExpansion(built.value, built.firstAlias));
  return finish({ file, value: built.value, notes: built.notes }, problems.slice(0, mostProblems));
}

function refuseText(file: SourceFile): Diagnostic | undefined {
  const { text } = file;
  if (text.length > mostCharacters) {
    const sizes = { size: String(text.length), limit: String(mostCharacters) };
    return report('too-large', sizes, { file, start: 0, end: 0 });
  }
  const half = text.search(/\p{Surrogate}/u);
  return half < 0 ? undefined : report('lone-surrogate', {}, { file, start: half, end: half + 1 });
}

function isEmpty(event: Event): boolean {
  return (
    event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN && event.valueStart < 0 && event.tagStart < 0
  );
}

function emptyFile(file: SourceFile): Diagnostic {
  return report('empty', {}, { file, start: 0, end: 0 });
}

function refuseFraming(file: SourceFile, events: readonly Event[]): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const [head] = events;
  const directive = /^%YAML[ \t]+(\S+).*$/m.exec(file.text);
  const hasDirective = head?.type === EVENT_ID.DOCUMENT && head.directives.some(({ kind }) => kind === 'yaml');
  if (hasDirective && directive !== null && directive[1] !== '1.2') {
    const span = { file, start: directive.index, end: directive.index + directive[0].length };
    problems.push(report('directive', { asked: directive[1] ?? '' }, span));
  }
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  if (second > 0) problems.push(report('several-documents', {}, secondDocument(file, events.slice(0, second))));
  return problems;
}

// The document event itself has no offset: the marker after the last thing of the first document is where it starts.
function secondDocument(file: SourceFile, first: readonly Event[]): { file: SourceFile; start: number; end: number } {
  const from = first.reduce((end, event) => Math.max(end, 'valueEnd' in event ? event.valueEnd : -1), 0);
  const found = /^(?:---|\.\.\.)/m.exec(file.text.slice(from));
  const start = found === null ? from : from + found.index;
  return { file, start, end: start + 3 };
}

// Aliases share values, so the tree may be exponentially larger and deeper than the file; both are bounded.
function refuseExpansion(value: JsonValue, at: { file: SourceFile; start: number; end: number }): Diagnostic[] {
  const sizes = new Map<JsonValue, { values: number; depth: number }>();
  function measure(node: JsonValue): { values: number; depth: number } {
    if (node === null || typeof node !== 'object') return { values: 1, depth: 0 };
    const known = sizes.get(node);
    if (known !== undefined) return known;
    const size = { values: 1, depth: 1 };
    for (const inner of Object.values(node).map(measure)) {
      size.values += inner.values;
      size.depth = Math.max(size.depth, inner.depth + 1);
    }
    sizes.set(node, size);
    return size;
  }
  const { values, depth } = measure(value);
  if (depth > mostNesting) return [report('too-deep', { limit: String(mostNesting) }, at)];
  return values > mostValues ? [report('alias-bomb', { limit: String(mostValues) }, at)] : [];
}
