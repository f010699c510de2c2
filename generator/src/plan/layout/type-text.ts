import { lineWidth } from './lay-out.js';

/**
 * A union behind `head`, which ends with `=` or `:`, ended by `;`: on one line, or on the next one, or broken at its bars.
 * `indent` blanks are expected in front of it.
 */
export function layOutUnion(head: string, members: readonly string[], indent = 0): string {
  const [only] = members;
  if (members.length === 1 && only !== undefined) return `${head} ${only};`;
  const flat = members.join(' | ');
  const line = `${head} ${flat};`;
  if (indent + line.length <= lineWidth) return line;
  const blanks = ' '.repeat(indent);
  if (indent + 2 + flat.length + 1 <= lineWidth) return `${head}\n${blanks}  ${flat};`;
  // Prettier opens the braces of a type literal in a union; left to it.
  if (members.some((member) => member.startsWith('{'))) return line;
  return `${head}\n${members.map((member) => `${blanks}  | ${member}`).join('\n')};`;
}

/**
 * A signature `name(a: A, b?: B): R`, its parameters one a line where it is too long. `indent` blanks are expected in front
 * of it; a name whose type parameters are on lines of their own is taken by its last line.
 */
export function layOutSignature(
  name: string,
  parameters: readonly string[],
  returns: string,
  { indent, end }: { readonly indent: number; readonly end: string },
): string {
  const flat = `${name}(${parameters.join(', ')}): ${returns}${end}`;
  const line = flat.slice(flat.lastIndexOf('\n') + 1);
  if (indent + line.length <= lineWidth || parameters.length === 0) return flat;
  const blanks = ' '.repeat(indent);
  const lines = parameters.map((parameter) => `${blanks}  ${parameter},\n`);
  return `${name}(\n${lines.join('')}${blanks}): ${returns}${end}`;
}

/**
 * Type parameters between `head` and `tail`, one a line where they are too long, with what `follows` on their line; nothing
 * in between where there are none.
 */
export function layOutTypeParameters(head: string, parameters: readonly string[], tail: string, follows = ''): string {
  if (parameters.length === 0) return head + tail;
  const flat = `${head}<${parameters.join(', ')}>${tail}`;
  if (flat.length + follows.length <= lineWidth) return flat;
  return `${head}<\n${parameters.map((parameter) => `  ${parameter},\n`).join('')}>${tail}`;
}

/** Type arguments between `head` and `tail`, one a line where they are too long. Unlike parameters they end without a comma. */
export function layOutTypeArguments(head: string, given: readonly string[], tail: string): string {
  const flat = `${head}<${given.join(', ')}>${tail}`;
  return flat.length <= lineWidth ? flat : `${head}<\n${given.map((each) => `  ${each}`).join(',\n')}\n>${tail}`;
}

/** `import`, `export` and the like: `{ a, b }` between `head` and `tail`, one a line where it is too long. */
export function layOutSpecifiers(head: string, names: readonly string[], tail: string): string {
  const flat = `${head} { ${names.join(', ')} } ${tail}`;
  if (flat.length <= lineWidth || names.length === 1) return flat;
  return `${head} {\n${names.map((name) => `  ${name},\n`).join('')}} ${tail}`;
}
