import { glyphsOf, safeText } from '../../diagnostics/terminal-text.js';

/** Text of others on one line of a terminal: whatever could move the cursor or turn the line around is made visible. */
export function plainText(text: string): string {
  return safeText(text.replaceAll(/\r\n|\r|\n/g, '\u240a'));
}

/** Columns that a line takes. The line was made plain before. */
export function cellsOf(line: string): number {
  return glyphsOf(line).reduce((sum, { cells }) => sum + cells, 0);
}

/** A plain line that takes no more columns than these; what was cut is a single mark. */
export function fitted(line: string, width: number): string {
  if (line.length <= width && cellsOf(line) <= width) return line;
  let room = width - 1;
  let end = 0;
  for (const { cells, end: next } of glyphsOf(line.slice(0, width * 4))) {
    if (cells > room) break;
    room -= cells;
    end = next;
  }
  return `${line.slice(0, end)}…`;
}

// What a terminal could take for more than text; the escapes mean the same to whoever parses it.
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** JSON that may be shown on a terminal as well as parsed. */
export function plainJson(json: string): string {
  return json.replaceAll(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
