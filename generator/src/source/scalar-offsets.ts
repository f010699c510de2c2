import type { Scalar } from 'yaml';
import type { SourceFile, Span } from '../diagnostics/place.js';
import { trimmed } from './scalar-span.js';

/** A scalar as the parser with positions gives it; `value` is its text, whatever it looks like. */
export interface PlacedScalar {
  readonly type: Scalar.Type | undefined;
  readonly value: string;
  /** The whole scalar, with quotes or with the header of a block text. */
  readonly start: number;
  readonly end: number;
}

/** The whole scalar with its quotes; a block text without its header and closing line break. */
export function placedSpan(file: SourceFile, scalar: PlacedScalar): Span {
  if (isBlock(scalar)) return trimmed(file, contentStart(file.text, scalar), scalar.end);
  return { file, start: scalar.start, end: scalar.end };
}

/**
 * Where each UTF-16 unit of a scalar's text stands in the file, plus one more entry for its end. Escapes, doubled quotes
 * and folded line breaks point at where they start. Fewer entries than that for a text that cannot be followed.
 */
export function scalarOffsets(text: string, scalar: PlacedScalar): readonly number[] {
  return isBlock(scalar) ? blockOffsets(text, scalar) : flowOffsets(text, scalar);
}

function isBlock({ type }: PlacedScalar): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
}

function flowOffsets(text: string, { type, start, end }: PlacedScalar): readonly number[] {
  const quote = type === 'PLAIN' ? 0 : 1;
  const last = end - quote;
  const offsets: number[] = [];
  let at = start + quote;
  while (at < last) {
    const step = stepAt(text, at, type);
    for (let unit = 0; unit < step.units; unit += 1) offsets.push(at);
    at = Math.min(last, at + step.length);
  }
  return [...offsets, last];
}

/** What stands at an offset: how long it is in the file, and how many UTF-16 units it means. */
interface Step {
  readonly length: number;
  readonly units: number;
}

function stepAt(text: string, at: number, type: Scalar.Type | undefined): Step {
  const breaks = /[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*/y;
  breaks.lastIndex = at;
  const fold = breaks.exec(text)?.[0];
  if (fold !== undefined)
    return { length: fold.length, units: Math.max(1, (fold.match(/\r\n|\r|\n/g) ?? []).length - 1) };
  if (type === 'QUOTE_SINGLE' && text.startsWith("''", at)) return { length: 2, units: 1 };
  if (type === 'QUOTE_DOUBLE' && text[at] === '\\') return escapeAt(text, at);
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
function blockOffsets(text: string, scalar: PlacedScalar): readonly number[] {
  const offsets: number[] = [];
  const lines = /([^\r\n]*)(\r\n|\r|\n|$)/y;
  lines.lastIndex = contentStart(text, scalar);
  const indent = indentOf(text.slice(lines.lastIndex, scalar.end), scalar.value);
  while (lines.lastIndex < scalar.end) {
    const lineStart = lines.lastIndex;
    const [whole = '', content = ''] = lines.exec(text) ?? [];
    if (whole === '') break;
    for (let column = indent; column < content.length; column += 1) offsets.push(lineStart + column);
    offsets.push(lineStart + content.length);
  }
  return [...offsets, scalar.end];
}

function contentStart(text: string, { start, end }: PlacedScalar): number {
  const header = /[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)/y;
  header.lastIndex = start;
  return header.test(text) ? header.lastIndex : end;
}

// What the first line with something in it has lost is the indentation of all lines.
function indentOf(written: string, value: string): number {
  const blanks = /^ *(?=[^ \t\r\n])/m;
  const before = blanks.exec(written)?.[0].length ?? 0;
  const after = blanks.exec(value)?.[0].length ?? 0;
  return Math.max(0, before - after);
}
