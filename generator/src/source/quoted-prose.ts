import type { Replacement } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { openBrackets } from './open-bracket.js';

const proseLine = /^([ ]*(?:-[ ]+)?)((?:description|deprecated|retired|ignored|reason):[ ]+)([^\s"'|>!{[#].*?)[ \t]*$/;

/**
 * The text in the line at a position, in quotes: only under keys that hold sentences, where nothing else can be meant, and
 * only where the line is all of the text.
 */
export function quotedProse(file: SourceFile, position: number): Replacement | undefined {
  const { text } = file;
  const start = Math.max(text.lastIndexOf('\n', position - 1), text.lastIndexOf('\r', position - 1)) + 1;
  const [line = ''] = /^[^\r\n]*/.exec(text.slice(start, start + 5_000)) ?? [];
  const [, indent = '', key = '', prose = ''] = proseLine.exec(line) ?? [];
  if (prose === '' || / #/.test(prose) || openBrackets(text, start).length > 0) return undefined;
  if (goesOn(text.slice(start + line.length), indent.length)) return undefined;
  const from = start + indent.length + key.length;
  const at = { file, start: from, end: from + prose.length };
  return { from: prose, to: `'${prose.replaceAll("'", "''")}'`, at };
}

/** Whether the next line that is not empty stands further in, and may belong to the text. */
function goesOn(below: string, indent: number): boolean {
  const next = /^[\r\n]+([ \t]*)[^\s]/.exec(below.slice(0, 5_000).replace(/^(?:[ \t]*(?:\r\n|\r|\n))+/, '\n'));
  return next !== null && (next[1] ?? '').length > indent;
}
