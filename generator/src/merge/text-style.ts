/** How a file is laid out, as far as what is added to it has to follow. */
export interface TextStyle {
  readonly newline: '\n' | '\r\n';
  /** One step of indentation. */
  readonly indent: string;
}

/** The kind of line break and of indentation that most lines have; LF and two blanks where there is nothing to see. */
export function styleOf(text: string): TextStyle {
  const breaks = text.match(/\r?\n/g) ?? [];
  const carriage = breaks.filter((found) => found.length === 2).length;
  return { newline: carriage * 2 > breaks.length ? '\r\n' : '\n', indent: indentOf(text) };
}

function indentOf(text: string): string {
  const indented = text.match(/^(\t+|(?: {2})+)(?![ \t*])/gm) ?? [];
  const tabs = indented.filter((found) => found.startsWith('\t')).length;
  if (tabs * 2 > indented.length) return '\t';
  const depths = indented.filter((found) => found.startsWith(' ')).map((found) => found.length);
  return depths.length > 0 && depths.every((depth) => depth % 4 === 0) ? '    ' : '  ';
}

/** The blanks and tabs at the beginning of the line that `offset` is in. */
export function lineIndentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

/** Whether only white space stands before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*$/.test(text.slice(lineStart, offset));
}

/** Lines written with two blanks a step and LF, moved to `base` and into the file's own style. Empty lines stay empty. */
export function indentLines(text: string, base: string, style: TextStyle): string {
  return text
    .split('\n')
    .map((line) => {
      const steps = /^(?: {2})*/.exec(line)?.[0] ?? '';
      const content = line.slice(steps.length);
      return content === '' ? '' : base + style.indent.repeat(steps.length / 2) + content;
    })
    .join(style.newline);
}
