/** One character as it appears in a terminal; `cells` is how many columns it takes. */
export interface Glyph {
  readonly shown: string;
  readonly cells: number;
  /** Where the character stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const tabStop = 4;
const invisible = /^(?:\p{Mn}|\p{Me}|\u200b|\u200c|\u200d)$/u;
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
// Anything that could move the cursor, reorder the line or end it: source text must not be able to forge output.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/u;

/** Characters of one line with tabs expanded and control characters made visible. */
export function glyphsOf(line: string): readonly Glyph[] {
  const glyphs: Glyph[] = [];
  let column = 0;
  let start = 0;
  for (const character of line) {
    const shown = show(character, column);
    const cells = character === '\t' ? shown.length : cellsOf(shown);
    glyphs.push({ shown, cells, start, end: start + character.length });
    start += character.length;
    column += cells;
  }
  return glyphs;
}

/** Text of one or more lines that is safe to print: line breaks stay, other control characters become visible. */
export function safeText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => [...line].map((character) => show(character, 0)).join(''))
    .join('\n');
}

function show(character: string, column: number): string {
  if (character === '\t') return ' '.repeat(tabStop - (column % tabStop));
  if (!unsafe.test(character)) return character;
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}

function cellsOf(character: string): number {
  if (invisible.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
