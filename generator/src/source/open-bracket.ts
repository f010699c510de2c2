/** A bracket or quote that is still open. */
export interface OpenBracket {
  readonly character: string;
  readonly offset: number;
}

const partners: Readonly<Record<string, string>> = { '}': '{', ']': '[' };

// Quotes and `#` in the middle of a plain text are ordinary characters.
const tokens = /(?<=^|[\s:,[{])(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*'|["'])|(?<=^|\s)#[^\r\n]*|[{}[\]]/g;

/** The innermost of `openBrackets`. */
export function openBracket(text: string, until: number): OpenBracket | undefined {
  return openBrackets(text, until).at(-1);
}

/**
 * Brackets of flow style still open at an offset, outermost first, and the quote that is open there. Good enough to point
 * at in an error message; it knows quotes and comments, but reads block texts as if they were YAML.
 */
export function openBrackets(text: string, until: number): readonly OpenBracket[] {
  const open: OpenBracket[] = [];
  for (const { 0: token, index: offset } of text.matchAll(tokens)) {
    const character = token.charAt(0);
    if (offset >= until) break;
    if (isText(character)) {
      if (token.length === 1 || offset + token.length > until) return [...open, { character, offset }];
    } else if (partners[character] === undefined) {
      if (isBracket(character) && (open.length > 0 || startsValue(text, offset))) open.push({ character, offset });
    } else if (open.at(-1)?.character === partners[character]) open.pop();
  }
  return open;
}

function isText(character: string): boolean {
  return character === '"' || character === "'";
}

function isBracket(character: string): boolean {
  return character === '{' || character === '[';
}

function startsValue(text: string, offset: number): boolean {
  return /[\s:,[{]/.test(text.charAt(offset - 1) || ' ');
}
