import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { SourceFile, Span } from '../diagnostics/place.js';

/** The whole scalar with its quotes; a block text without its header and closing line break. Empty for an absent scalar. */
export function scalarSpan(file: SourceFile, event: ScalarEvent): Span | undefined {
  if (event.valueStart < 0) return undefined;
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { file, start: event.valueStart - 1, end: event.valueEnd + 1 };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return trimmed(file, event.valueStart, event.valueEnd);
    default:
      return { file, start: event.valueStart, end: event.valueEnd };
  }
}

function trimmed(file: SourceFile, from: number, to: number): Span {
  const content = file.text.slice(from, to);
  const start = from + (content.length - content.trimStart().length);
  const end = from + content.trimEnd().length;
  return start < end ? { file, start, end } : { file, start: from, end: from };
}

/**
 * Where each UTF-16 unit of a scalar's text stands in the file, plus one more entry for its end. Escapes, doubled quotes
 * and folded line breaks point at where they start.
 */
export function scalarOffsets(text: string, event: ScalarEvent): readonly number[] {
  if (event.valueStart < 0) return [];
  switch (event.style) {
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return blockOffsets(text, event);
    default:
      return flowOffsets(text, event);
  }
}

function flowOffsets(text: string, { valueStart, valueEnd, style }: ScalarEvent): readonly number[] {
  const offsets: number[] = [];
  let at = valueStart;
  while (at < valueEnd) {
    const step = stepAt(text, at, style);
    for (let unit = 0; unit < step.units; unit += 1) offsets.push(at);
    at = Math.min(valueEnd, at + step.length);
  }
  return [...offsets, valueEnd];
}

/** What stands at an offset: how long it is in the file, and how many UTF-16 units it means. */
interface Step {
  readonly length: number;
  readonly units: number;
}

function stepAt(text: string, at: number, style: ScalarEvent['style']): Step {
  const breaks = /[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*/y;
  breaks.lastIndex = at;
  const fold = breaks.exec(text)?.[0];
  if (fold !== undefined)
    return { length: fold.length, units: Math.max(1, (fold.match(/\r\n|\r|\n/g) ?? []).length - 1) };
  if (style === SCALAR_STYLE.SINGLE_QUOTED && text.startsWith("''", at)) return { length: 2, units: 1 };
  if (style === SCALAR_STYLE.DOUBLE_QUOTED && text[at] === '\\') return escapeAt(text, at);
  return { length: 1, units: 1 };
}

const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escapeAt(text: string, at: number): Step {
  const continued = /\\(?:\r\n|\r|\n)[ \t\r\n]*/y;
  continued.lastIndex = at;
  const joined = continued.exec(text)?.[0];
  if (joined !== undefined) return { length: joined.length, units: 0 };
  const hex = hexLengths[text[at + 1] ?? ''];
  if (hex === undefined) return { length: 2, units: 1 };
  const code = Number.parseInt(text.slice(at + 2, at + 2 + hex), 16);
  return { length: 2 + hex, units: code > 0xffff ? 2 : 1 };
}

// Line by line, the units of each line follow its indentation; folding joins lines with one unit, as a line break is one.
function blockOffsets(text: string, { valueStart, valueEnd, indent }: ScalarEvent): readonly number[] {
  const offsets: number[] = [];
  const lines = /([^\r\n]*)(\r\n|\r|\n|$)/y;
  lines.lastIndex = valueStart;
  while (lines.lastIndex < valueEnd) {
    const lineStart = lines.lastIndex;
    const [whole = '', content = ''] = lines.exec(text) ?? [];
    if (whole === '') break;
    for (let column = Math.max(0, indent); column < content.length; column += 1) offsets.push(lineStart + column);
    offsets.push(lineStart + content.length);
  }
  return [...offsets, valueEnd];
}
