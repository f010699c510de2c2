/** Texts of members, and of objects that are missing as a whole, by name and in order. */
export type NestedTexts = Map<string, string | NestedTexts>;

/** Puts a member below the properties of `path`. */
export function addText(texts: NestedTexts, path: readonly string[], name: string, text: string): void {
  const [first, ...rest] = path;
  if (first === undefined) {
    texts.set(name, text);
    return;
  }
  const known = texts.get(first);
  const inner = typeof known === 'object' ? known : new Map<string, string | NestedTexts>();
  texts.set(first, inner);
  addText(inner, rest, name, text);
}

/** Whole members: LF, not indented, each ending with a comma in objects. */
export function textsOf(texts: NestedTexts): readonly string[] {
  return [...texts].map(([name, text]) =>
    typeof text === 'string' ? text : [`${name}: {`, ...textsOf(text).map(indented), '},'].join('\n'),
  );
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
