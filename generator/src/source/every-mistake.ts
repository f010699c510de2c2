import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { isSpan, type SourceFile, type Span } from '../diagnostics/place.js';
import { blankOut, entryAround, goesOnBelow, mayCloseBelow, type Region, withNeighbours } from './mend-text.js';
import { parseYaml } from './parse-events.js';
import { parsePositions } from './parse-positions.js';
import { explainSyntax, type SyntaxFailure } from './syntax-error.js';

/** In one file; whoever has more starts with these. */
const mostMistakes = 20;
/** In UTF-16 units, over all readings of a text: the longer it is, the fewer mistakes are told, but always the first. */
const mostRead = 200_000;

interface Mistake {
  readonly diagnostic: Diagnostic;
  readonly span: Span;
  /** What is taken out of the text so that the rest can be read. */
  readonly region: Region;
}

/**
 * Every mistake in a text that is not YAML, in order; none for one that is. After each mistake the entry it stands in is
 * taken out and the rest read again, so that none is reported twice and none because of another. A further mistake counts
 * only when both parsers see it, and where it is not certain how far one reaches, nothing more is said.
 */
export function everyMistake(file: SourceFile): readonly Diagnostic[] {
  const mistakes: Mistake[] = [];
  let { text } = file;
  for (let readings = 1; readings <= mostMistakes; readings += 1) {
    const parsed = parseYaml(text);
    if (parsed.ok) break;
    const mistake = readMistake({ ...file, text }, parsed, mistakes.at(-1));
    const isFirst = mistakes.length === 0;
    if (isFirst || isSeparate(text, mistake, mistakes)) mistakes.push(mistake);
    if (text.length * (readings + 1) > mostRead || reachesUnknown(text, mistake)) break;
    const rest = blankOut(text, mistake.region);
    if (rest === text) break;
    text = rest;
  }
  return mistakes.map(({ diagnostic, span: { start, end } }) => ({ ...diagnostic, at: { file, start, end } }));
}

function readMistake(file: SourceFile, failure: SyntaxFailure, before: Mistake | undefined): Mistake {
  const diagnostic = explainSyntax(file, failure);
  const { at } = diagnostic;
  const span = at !== undefined && isSpan(at) ? at : { file, start: failure.position, end: failure.position };
  const { code } = diagnostic;
  const isList =
    code === listInBraces && (before === undefined || before.diagnostic.code === code || onOtherLine(before, span));
  // Without its brackets the rest of the entry can be read; with any other mistake in it that is not known.
  const region = isList
    ? { start: file.text.lastIndexOf('[', span.end), end: span.end }
    : entryAround(file.text, span, { withSiblings: code === 'source/indentation' || code === 'source/tab' });
  return { diagnostic, span, region };
}

const listInBraces = 'source/list-in-braces';

function isSeparate(text: string, mistake: Mistake, mistakes: readonly Mistake[]): boolean {
  const before = mistakes.at(-1);
  if (before === undefined) return true;
  const { span, diagnostic } = mistake;
  const areLists = diagnostic.code === listInBraces && before.diagnostic.code === listInBraces;
  if (span.start < before.region.end || !(areLists || onOtherLine(before, span))) return false;
  return diagnostic.code === 'source/control-character' || isSeenByOther(text, span);
}

// The other parser knows no forbidden characters. It may point at the line before the one that does not fit, or at the one
// after an entry that lacks its end.
function isSeenByOther(text: string, span: Span): boolean {
  const { firstError } = parsePositions(text);
  const { start, end } = withNeighbours(text, entryAround(text, span, { withSiblings: true }));
  return firstError !== undefined && firstError >= start && firstError <= end;
}

function onOtherLine({ span: { end } }: Mistake, { file, start }: Span): boolean {
  return /[\r\n]/.test(file.text.slice(end, start));
}

/** Whether it is unknown how much of the text below is a part of the mistake. */
function reachesUnknown(text: string, { diagnostic: { code }, span, region }: Mistake): boolean {
  switch (code) {
    case 'source/too-deep':
    case 'source/shallow-lines':
      return true;
    case 'source/unclosed':
      return goesOnBelow(text, region);
    case 'source/unclosed-text':
      return mayCloseBelow(span);
    default:
      return false;
  }
}
