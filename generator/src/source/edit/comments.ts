import { CST, Lexer } from 'yaml';

interface Token {
  readonly type: CST.TokenType | null;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a whole text with their places. Marks of the lexer itself have no length. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  // To the lexer only LF ends a line.
  for (const source of new Lexer().lex(text.replaceAll(/\r(?!\n)/g, '\n'))) {
    const isMark = source === CST.DOCUMENT || source === CST.FLOW_END || source === CST.SCALAR;
    if (isMark) continue;
    tokens.push({ type: CST.tokenType(source), start: at, end: at + source.length });
    at += source.length;
  }
  return tokens;
}

/** Whether a comment stands between two offsets. */
export function hasComment(text: string, start: number, end: number): boolean {
  return tokensOf(text).some((token) => token.type === 'comment' && token.start >= start && token.end <= end);
}

/**
 * A part of a text as it can stand a second time: without the anchors that are set in it. Aliases of them mean the first
 * one, which holds the same.
 */
export function withoutAnchors(text: string, start: number, end: number): string {
  let result = '';
  let at = start;
  for (const token of tokensOf(text)) {
    if (token.type !== 'anchor' || token.start < start || token.end > end) continue;
    result += text.slice(at, token.start);
    at = token.end;
    const blanks = /^ */.exec(text.slice(at, end))?.[0].length ?? 0;
    if (/^[\r\n]/.test(text.slice(at + blanks, end))) result = result.trimEnd();
    else at += blanks;
  }
  return result + text.slice(at, end);
}
