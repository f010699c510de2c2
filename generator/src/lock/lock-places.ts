/** Where things stand in the text of a lock. Entries have a line each, but a formatter may have been at it. */
import type { SourceFile, Span } from '../diagnostics/place.js';

/** The first line that git left of an unfinished merge. */
export function conflictMarker(file: SourceFile): Span | undefined {
  const found = /^(?:<{7}(?= )|={7}(?=\r?$)|>{7}(?= )|\|{7}(?= )).*/m.exec(file.text);
  return found === null ? undefined : { file, start: found.index, end: found.index + found[0].trimEnd().length };
}

/** The key of an entry. Costs a search of the text, so it is worked out when it is looked at. */
export function placeOfEntry(file: SourceFile, key: string): Span {
  const text = JSON.stringify(key);
  let known: number | undefined;
  const start = (): number => (known ??= Math.max(0, file.text.indexOf(`${text}:`)));
  return {
    file,
    get start() {
      return start();
    },
    get end() {
      return start() + text.length;
    },
  };
}

/** Where the parser stopped; it says so in its message only. */
export function placeOfMistake(file: SourceFile, error: unknown): Span {
  const [, digits] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  const last = Math.max(0, file.text.trimEnd().length - 1);
  const start = digits === undefined ? last : Math.min(Number(digits), last);
  return { file, start, end: start + 1 };
}

/** Entries that are said more than once, at every place but the first. Expects JSON that is right, with `count` keys. */
export function repeatedEntries(
  file: SourceFile,
  count: number,
): readonly { readonly key: string; readonly at: Span }[] {
  const lines = file.text.match(/^ {2}"/gm)?.length ?? 0;
  if (lines === count) return [];
  const seen = new Set<string>();
  const repeated: { readonly key: string; readonly at: Span }[] = [];
  let depth = 0;
  for (const { 0: token, index } of file.text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && token.endsWith(':')) {
      const literal = token.replace(/\s*:$/, '');
      const key = JSON.parse(literal) as string;
      if (seen.has(key)) repeated.push({ key, at: { file, start: index, end: index + literal.length } });
      seen.add(key);
    }
  }
  return repeated;
}
