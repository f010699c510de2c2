/** A bracket or quote that is still open. */
export interface OpenBracket {
  readonly character: string;
  readonly offset: number;
}

const closers: Readonly<Record<string, string>> = { '}': '{', ']': '[' };

/**
 * The innermost bracket or quote of flow style still open at an offset. Good enough to point at in an error message; it
 * knows quotes and comments, but reads block texts as if they were YAML.
 */
export function openBracket(text: string, until: number): OpenBracket | undefined {
  const open: OpenBracket[] = [];
  for (let offset = 0; offset < until;) {
    const character = text[offset] ?? '';
    if (character === '"' || character === "'") {
      const end = startsToken(text, offset) ? endOfQuoted(text, offset) : offset + 1;
      if (end === undefined || end > until) return { character, offset };
      offset = end;
      continue;
    }
    if (character === '#' && /\s/.test(text[offset - 1] ?? ' ')) offset = endOfLine(text, offset);
    else if (character === '{' || character === '[') {
      if (open.length > 0 || startsToken(text, offset)) open.push({ character, offset });
    } else if (open.at(-1)?.character === closers[character]) open.pop();
    offset += 1;
  }
  return open.at(-1);
}

// Quotes and brackets in the middle of a plain text are ordinary characters.
function startsToken(text: string, offset: number): boolean {
  return /[\s:,[{]/.test(text[offset - 1] ?? ' ');
}

function endOfQuoted(text: string, offset: number): number | undefined {
  const quoted = text[offset] === '"' ? /"(?:[^"\\]|\\[^])*"/y : /'(?:[^']|'')*'/y;
  quoted.lastIndex = offset;
  return quoted.test(text) ? quoted.lastIndex : undefined;
}

function endOfLine(text: string, offset: number): number {
  const found = /[\r\n]/g;
  found.lastIndex = offset;
  return found.exec(text)?.index ?? text.length;
}
