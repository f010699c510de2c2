export interface Token {
  /** `quoted` is something in quotes, which no type has; `end` is the empty token behind the last one. */
  readonly kind: 'word' | 'mark' | 'quoted' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words, texts in quotes, `[]`, `||`, and every other character by itself; blanks only separate. */
const tokenPattern = /([\p{L}\p{N}_$][\p{L}\p{N}\p{M}_$-]*)|('[^']*'|"[^"]*"|`[^`]*`)|\[\]|\|\||\S/gu;

/** The same of texts within ASCII; classes of all Unicode take an engine milliseconds to prepare. */
const asciiPattern = /([\w$][\w$-]*)|('[^']*'|"[^"]*"|`[^`]*`)|\[\]|\|\||\S/g;

const ascii = /^[ -~]*$/;

/** The tokens of a type string, the last of them `end`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(ascii.test(text) ? asciiPattern : tokenPattern)) {
    const [whole, word, quoted] = found;
    const kind = word !== undefined ? 'word' : quoted !== undefined ? 'quoted' : 'mark';
    tokens.push({ kind, text: whole, start: found.index, end: found.index + whole.length });
  }
  const start = text.trimEnd().length;
  return [...tokens, { kind: 'end', text: '', start: Math.max(0, start - 1), end: start }];
}
