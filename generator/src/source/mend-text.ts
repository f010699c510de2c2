import type { Span } from '../diagnostics/place.js';
import { openBrackets } from './open-bracket.js';

/** A range of offsets of a text. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** The same text with nothing but blanks in a region; every offset and every line stay where they are. */
export function blankOut(text: string, { start, end }: Region): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

/** How much belongs to the entry that a mistake stands in. */
export interface EntryExtent {
  /** Outside brackets, entries below in the same column belong to it too: whole blocks are indented wrongly, not lines. */
  readonly withSiblings: boolean;
}

/**
 * The whole lines of the entry of a block mapping or list that a mistake stands in: the line it starts on (of a flow
 * collection or a quoted text the one that opens it) and all that stands further in below.
 */
export function entryAround(text: string, { start: from, end: to }: Region, extent: EntryExtent): Region {
  const outermost = openBrackets(text, from)[0];
  const start = lineStart(text, Math.min(from, outermost?.offset ?? from));
  const first = lineAt(text, start);
  const withSiblings = extent.withSiblings && outermost === undefined;
  const entry: Entry = { indent: indentOf(first.content), isItem: isItem(first.content), withSiblings };
  let end = first.end;
  while (end < text.length) {
    const line = lineAt(text, end);
    if (end > to && !belongs(line.content, entry)) break;
    end = line.end;
  }
  return { start, end };
}

interface Entry {
  readonly indent: number;
  readonly isItem: boolean;
  readonly withSiblings: boolean;
}

function belongs(line: string, { indent, isItem: startsItem, withSiblings }: Entry): boolean {
  const own = indentOf(line);
  if (own > indent || /^\s*(?:#.*)?$/.test(line)) return true;
  if (own < indent) return false;
  // The items of a list may stand in the column of its key, and so may a closing bracket.
  if (/^\s*[\]}]/.test(line) || (!startsItem && isItem(line))) return true;
  return withSiblings && isItem(line) === startsItem;
}

function isItem(line: string): boolean {
  return /^\s*-(?:\s|$)/.test(line);
}

// A tab stands further in than whatever it is below.
function indentOf(line: string): number {
  const blanks = line.search(/[^ ]|$/);
  return line[blanks] === '\t' ? Number.POSITIVE_INFINITY : blanks;
}

/** A region of whole lines with the line before it and the line after it. */
export function withNeighbours(text: string, { start, end }: Region): Region {
  const lineBreak = text.startsWith('\r\n', start - 2) ? 2 : 1;
  return { start: lineStart(text, Math.max(0, start - lineBreak)), end: lineAt(text, end).end };
}

/** Whether the lines below a region look as if they were still inside its brackets. */
export function goesOnBelow(text: string, { end }: Region): boolean {
  const below = /\S[^\r\n]*/y;
  below.lastIndex = end + text.slice(end).search(/\S|$/);
  return /^[\]}]|,[ \t]*(?:#.*)?$/.test(below.exec(text)?.[0] ?? '');
}

/** Whether the next quote below an open text may be the one that closes it, rather than one that opens another text. */
export function mayCloseBelow({ file: { text }, start, end }: Span): boolean {
  const next = text.indexOf(text.slice(start, end), end);
  return next >= 0 && !/(?:^|[:,[{-])[ ]*$/.test(text.slice(lineStart(text, next), next));
}

function lineAt(text: string, start: number): { readonly content: string; readonly end: number } {
  const line = /([^\r\n]*)(?:\r\n|\r|\n|$)/y;
  line.lastIndex = start;
  const content = line.exec(text)?.[1] ?? '';
  return { content, end: Math.max(line.lastIndex, start + content.length) };
}

function lineStart(text: string, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
