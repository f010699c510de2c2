/** A type that is written without versions → the same with the versions 1 and 2. What is said of it stays above them. */
import { isMap, isScalar } from 'yaml';
import { hasComment, withoutAnchors } from './comments.js';
import { insertion, type TextEdit } from './text-edits.js';
import {
  blockEnd,
  indentOf,
  lineEnd,
  mappingOf,
  NotEditable,
  type YamlEntry,
  type YamlMapping,
  type YamlText,
} from './yaml-entry.js';

/** Columns that a flow collection may reach, as in `varve format`. */
const mostColumns = 120;

/** @throws NotEditable */
export function wrapInVersions(declaration: YamlEntry, section: YamlMapping, yaml: YamlText): TextEdit[] {
  const { value } = declaration;
  if (isMap(value) && value.flow !== true) return wrapBlock(declaration, section, yaml);
  const parts = partsOf(declaration, yaml);
  const flow = `{ ${[...parts.moved, `1: ${parts.content}`, `2: ${parts.copy}`].join(', ')} }`;
  if (section.isFlow || fitsLine(flow, declaration, yaml)) {
    return [{ start: declaration.valueStart, end: declaration.valueEnd, text: flow }];
  }
  const between = yaml.text.slice(declaration.keyEnd, declaration.valueStart);
  if (!/^\s*:\s*$/.test(between)) throw new NotEditable('something stands between its name and its value');
  const unit = unitOf(section, yaml);
  const indent = indentOf(yaml, declaration) + unit;
  const lines = [...parts.moved, `1: ${furtherIn(parts.content, unit)}`, `2: ${furtherIn(parts.copy, unit)}`];
  return [
    { start: declaration.keyEnd + between.indexOf(':') + 1, end: declaration.valueEnd, text: '' },
    insertion(lineEnd(yaml, declaration.valueEnd), lines.map((line) => yaml.newline + indent + line).join('')),
  ];
}

interface Parts {
  /** What is said of the type, as entries. */
  readonly moved: readonly string[];
  readonly content: string;
  /** The same for the second version. */
  readonly copy: string;
}

function partsOf({ value, valueStart, valueEnd }: YamlEntry, yaml: YamlText): Parts {
  const { text } = yaml;
  const content = text.slice(valueStart, valueEnd);
  const whole = { moved: [], content, copy: withoutAnchors(text, valueStart, valueEnd) };
  if (!isMap(value)) return whole;
  const { entries } = mappingOf(value, yaml);
  const moved = movedEntries(entries);
  if (moved.length === 0) return whole;
  if (hasComment(text, valueStart, valueEnd)) throw new NotEditable('there are comments between its braces');
  const written = ({ keyStart, valueEnd: end }: YamlEntry): string => text.slice(keyStart, end);
  const bare = ({ keyStart, valueEnd: end }: YamlEntry): string => withoutAnchors(text, keyStart, end);
  const rest = entries.filter((entry) => !moved.includes(entry));
  const inBraces = (parts: readonly string[]): string => (parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`);
  return { moved: moved.map(written), content: inBraces(rest.map(written)), copy: inBraces(rest.map(bare)) };
}

const forms = ['type', 'enum', 'list', 'map', 'oneOf'];

/** In a plain shape `description` is a field like any other. */
function movedEntries(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const isForm = entries.some(({ key, value }) => forms.includes(key) || (key === 'fields' && isMap(value)));
  return isForm ? entries.filter(({ key }) => key === 'description' || key === 'deprecated') : [];
}

/** Whether braces are a good place: the line is short enough, and nothing in it ends inside of them. */
function fitsLine(flow: string, declaration: YamlEntry, yaml: YamlText): boolean {
  const { value, valueStart } = declaration;
  const isPlain = isScalar(value) && value.type === 'PLAIN';
  if (/[\r\n]/.test(flow) || (isPlain && /[,[\]{}]/.test(String(value.value)))) return false;
  if (isScalar(value) && (value.type === 'BLOCK_FOLDED' || value.type === 'BLOCK_LITERAL')) return false;
  return indentOf(yaml, declaration).length + (valueStart - declaration.keyStart) + flow.length <= mostColumns;
}

/** Every line but the first, and those that are empty. */
const furtherIn = (lines: string, unit: string): string => lines.replaceAll(/(\r\n|\n|\r)(?=[^\r\n])/g, `$1${unit}`);

/** One step of indentation: how much further in than their section the types stand. */
function unitOf(section: YamlMapping, yaml: YamlText): string {
  const [first] = section.entries;
  return first === undefined ? '  ' : indentOf(yaml, first) || '  ';
}

function wrapBlock(declaration: YamlEntry, section: YamlMapping, yaml: YamlText): TextEdit[] {
  const { entries } = mappingOf(declaration.value, yaml);
  const [first] = entries;
  const start = lineEnd(yaml, declaration.keyEnd);
  if (first === undefined || start > declaration.valueStart) {
    throw new NotEditable('its first key stands in the line of its name');
  }
  const end = blockEnd(yaml, declaration);
  const indent = indentOf(yaml, first);
  const moved = movedEntries(entries).map((entry) => linesOf(yaml, entry));
  const rest = without(yaml, { start, end }, moved);
  const unit = unitOf(section, yaml);
  const inner = furtherIn(rest, unit);
  const entry = (schemaVersion: number, lines: string): string =>
    `${yaml.newline}${indent}${String(schemaVersion)}:${lines}`;
  const copy = withoutAnchors(inner, 0, inner.length);
  const above = moved.map((region) => yaml.text.slice(region.start, region.end)).join('');
  return [{ start, end, text: above + entry(1, inner) + entry(2, copy) }];
}

interface Region {
  readonly start: number;
  readonly end: number;
}

/** The lines of an entry with the line break before them. */
function linesOf(yaml: YamlText, entry: YamlEntry): Region {
  const before = yaml.text.slice(0, entry.keyStart - indentOf(yaml, entry).length);
  const lineBreak = /(?:\r\n|\n|\r)$/.exec(before)?.[0].length ?? 0;
  return { start: before.length - lineBreak, end: blockEnd(yaml, entry) };
}

function without({ text }: YamlText, { start, end }: Region, regions: readonly Region[]): string {
  let result = '';
  let at = start;
  for (const region of regions) {
    result += text.slice(at, region.start);
    at = region.end;
  }
  return result + text.slice(at, end);
}
