import Handlebars from 'handlebars';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../../diagnostics/place.js';
import { report } from './template-messages.js';

/** A template of the project's own, by the name of the one it takes the place of. */
export interface OwnTemplate {
  readonly name: string;
  readonly file: SourceFile;
}

export type ParsedTemplate =
  | { readonly program: hbs.AST.Program; readonly problem?: undefined }
  | { readonly program?: undefined; readonly problem: Diagnostic };

/** The parsed text, or the first thing that is wrong with it. */
export function parseTemplate({ name, file }: OwnTemplate): ParsedTemplate {
  const text = file.text.replaceAll('\r\n', '\n');
  const deep = tooDeep(file.text);
  if (deep !== undefined) {
    const problem = 'its blocks are nested too deeply';
    return { problem: report('template-syntax', { template: name, problem }, spanAt(file, deep)) };
  }
  try {
    return { program: Handlebars.parse(text) };
  } catch (error) {
    const { offset, problem } = describeError(error, text);
    const at = spanAt(file, inOriginal(file.text, offset));
    return { problem: report('template-syntax', { template: name, problem }, at) };
  }
}

/** The range of a node. Handlebars counts lines from 1 and columns from 0, in a text without carriage returns. */
export function spanOf(file: SourceFile, { start, end }: hbs.AST.SourceLocation): Span {
  const offset = ({ line, column }: hbs.AST.Position): number =>
    Math.min(lineStart(file.text, line) + column, file.text.length);
  return { file, start: offset(start), end: offset(end) };
}

/** From an offset to the end of its line. */
function spanAt(file: SourceFile, start: number): Span {
  const length = file.text.slice(start).search(/[\r\n]|$/);
  return { file, start, end: start + length };
}

interface Described {
  readonly offset: number;
  readonly problem: string;
}

function describeError(error: unknown, text: string): Described {
  const message = error instanceof Error ? error.message : String(error);
  const [, opened, closed, line = '1', column = '0'] = / ?^(.+) doesn't match (.+) - (\d+):(\d+)$/.exec(message) ?? [];
  if (opened !== undefined && closed !== undefined) {
    const problem = `{{/${closed}}} stands where the block {{#${opened}}} is to be closed`;
    const offset = lineStart(text, Number(line)) + Number(column);
    return { offset: wrongEnd(text, closed) ?? offset, problem };
  }
  const placed = / - (\d+):(\d+)$/.exec(message);
  if (placed !== null) {
    const offset = lineStart(text, Number(placed[1])) + Number(placed[2]);
    return { offset, problem: 'this is no name of a field' };
  }
  if (message.includes("got 'EOF'")) return unclosedBlock(text);
  return { offset: shownOffset(message, text), problem: 'this cannot stand here' };
}

/** Reading blocks takes the square of their depth in time, and the depth itself in stack. */
const deepest = 100;

/** Where blocks become too deep to be meant. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 1: sign = '', index } of text.matchAll(blockEnds)) {
    depth += sign === '/' ? -1 : 1;
    if (depth > deepest) return index;
  }
  return undefined;
}

const blockEnds = /\{\{~?([#/^])>?\s*([^\s}~]+)/g;

/** Where a block is closed that is not the one that is open; Handlebars points at the open one. */
function wrongEnd(text: string, closed: string): number | undefined {
  const open: string[] = [];
  for (const { 1: sign = '', 2: name = '', index } of text.matchAll(blockEnds)) {
    if (sign !== '/') open.push(name);
    else if (open.pop() !== name && name === closed) return index;
  }
  return undefined;
}

/** The innermost block that nothing closes. */
function unclosedBlock(text: string): Described {
  const open: { readonly name: string; readonly offset: number }[] = [];
  for (const { 1: sign = '', 2: name = '', index } of text.matchAll(blockEnds)) {
    if (sign === '/') open.pop();
    else open.push({ name, offset: index });
  }
  const last = open.at(-1);
  if (last === undefined)
    return { offset: Math.max(0, text.lastIndexOf('{{')), problem: 'these braces are not closed' };
  return { offset: last.offset, problem: `nothing closes the block {{#${last.name}}}` };
}

/**
 * Handlebars' message shows up to 20 characters on either side of the place, without line breaks, and names a line; the
 * place is where the text reads the same.
 */
function shownOffset(message: string, text: string): number {
  const [head = '', shown = '', pointer = ''] = message.split('\n');
  const line = Number(/on line (\d+)/.exec(head)?.[1] ?? '1');
  const from = lineStart(text, line);
  const before = shown.slice(0, pointer.indexOf('^')).replace(/^\.\.\./, '');
  const after = shown.slice(pointer.indexOf('^'));
  const flat = (part: string): string => part.replaceAll('\n', '');
  for (let offset = from; offset <= text.length; offset += 1) {
    const isHere = flat(text.slice(Math.max(0, offset - 20), offset)).endsWith(before);
    if (isHere && after.startsWith(flat(text.slice(offset, offset + 5)))) return offset;
    if (text[offset] === '\n') break;
  }
  return from + Math.max(0, text.slice(from).search(/\S/));
}

function lineStart(text: string, line: number): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return start;
}

/** The same place in the text with its carriage returns. */
function inOriginal(original: string, offset: number): number {
  let at = 0;
  for (let left = offset; left > 0 && at < original.length; left -= 1) at += original.startsWith('\r\n', at) ? 2 : 1;
  return at;
}
