import type { SourceFile } from './place.js';

/** Line and column count from 1; columns count UTF-16 units, as editors and the language server protocol do. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

export interface LineIndex {
  readonly lineCount: number;
  at(offset: number): LineColumn;
  /** Text of a line without its line break; lines that do not exist are empty. */
  textOf(line: number): string;
  /** Offset of the first character of a line. */
  startOf(line: number): number;
}

const known = new WeakMap<SourceFile, LineIndex>();

/** Lines end with LF, CRLF or a lone CR, as YAML says; U+2028 and the like are ordinary characters. */
export function indexLines(file: SourceFile): LineIndex {
  const lines = known.get(file) ?? makeIndex(file);
  known.set(file, lines);
  return lines;
}

function makeIndex({ text }: SourceFile): LineIndex {
  // A byte order mark is no character of the first line; editors do not show it.
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (const found of text.matchAll(/\r\n|\r|\n/g)) starts.push(found.index + found[0].length);
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  return {
    lineCount: starts.length,
    startOf,
    textOf: (line) => text.slice(startOf(line), startOf(line + 1)).replace(/[\r\n]+$/, ''),
    at(offset) {
      const line = lastAtMost(starts, Math.min(offset, text.length)) + 1;
      return { line, column: Math.max(0, Math.min(offset, text.length) - startOf(line)) + 1 };
    },
  };
}

// `starts` is sorted; what lies before the first is taken to belong to it.
function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
