/**
 * Laying out expressions as prettier would, without prettier: on one line where that fits, otherwise broken the way it
 * breaks objects, arrays, calls and arrow functions. What no rule here covers is left on one line, however long it is:
 * `format` hands files with lines past the width to prettier itself.
 */
import { pure, type ArrayCode, type ArrowCode, type CallCode, type Code, type ObjectCode } from './code.js';

/** Columns of a line in generated files. */
export const lineWidth = 120;

export interface Room {
  /** Blanks in front of the line on which the expression starts. */
  readonly indent: number;
  /** Columns taken on that line when the expression starts. */
  readonly column: number;
  /** Columns needed behind it, such as for `;`. */
  readonly after: number;
}

/** A constant of a module: `head` up to and with the blank behind `=`, its value marked as `pure`, and the semicolon. */
export function constantStatement(head: string, value: Code): string {
  const start = head.trimEnd();
  return `${start}${assigned(pure(value), { indent: 0, column: start.length, after: 1 })};`;
}

/** A statement that assigns: `head` up to and with its `=`, the value and the semicolon. */
export function layOutAssigned(head: string, value: Code, indent: number): string {
  return `${head}${assigned(value, { indent, column: head.length, after: 1 })};`;
}

/** What stands behind `=` or `:`, with the blank or the line break in front of it. `room` begins behind that sign. */
function assigned(code: Code, { indent, column, after }: Room): string {
  const room = { indent, column: column + 1, after };
  if (!canStandBelow(code) || column > lineWidth || fitsFlat(code, room)) return ` ${layOut(code, room)}`;
  // Judged by its first line alone: laying out both ways would double the work with every level.
  const fits = room.column + firstLine(code, room).length <= lineWidth && !isPoorlyBreakable(code);
  const below = indent + 2;
  const lower = { indent: below, column: below, after };
  return fits ? ` ${layOut(code, room)}` : `\n${blanks(below)}${layOut(code, lower)}`;
}

const fitsFlat = (code: Code, { column, after }: Room): boolean =>
  !mustBreak(code) && column + flatText(code).length + after <= lineWidth;

const canStandBelow = (code: Code): code is CallCode =>
  typeof code !== 'string' && code.kind === 'call' && !code.args.some(isUnruly);

/** A call with nothing between its parentheses that would gain from a line of its own. */
function isPoorlyBreakable(code: Code): boolean {
  if (typeof code === 'string' || code.kind !== 'call') return false;
  const [only] = code.args;
  return only === undefined || (code.args.length === 1 && typeof only === 'string' && only.length <= lineWidth / 4);
}

/** The text of `code`, its lines after the first indented for a file. */
export function layOut(code: Code, room: Room): string {
  if (typeof code === 'string') return code;
  if (fitsFlat(code, room)) return flatText(code);
  switch (code.kind) {
    case 'object':
      return layOutObject(code, room.indent);
    case 'array':
      return layOutArray(code, room.indent);
    case 'call':
      return layOutCall(code, room);
    case 'arrow':
      return layOutArrow(code, room);
  }
}

/** The whole on one line. */
export function flatText(code: Code): string {
  if (typeof code === 'string') return code;
  switch (code.kind) {
    case 'object':
      return code.entries.length === 0 ? '{}' : `{ ${code.entries.map(flatEntry).join(', ')} }`;
    case 'array':
      return `[${code.items.map(flatText).join(', ')}]`;
    case 'call':
      return `${code.callee}(${code.args.map(flatText).join(', ')})`;
    case 'arrow':
      return `${code.parameters} => ${bodyText(code.body, flatText(code.body))}`;
  }
}

function flatEntry([key, value]: readonly [string, Code?]): string {
  return value === undefined ? key : `${key}: ${flatText(value)}`;
}

const bodyText = (body: Code, text: string): string =>
  typeof body !== 'string' && body.kind === 'object' ? `(${text})` : text;

/** An open object, or an array of several objects or of several arrays with more than one member each. */
function mustBreak(code: Code): boolean {
  if (typeof code === 'string') return false;
  switch (code.kind) {
    case 'object':
      return (
        (code.open && code.entries.length > 0) ||
        code.entries.some(([, value]) => value !== undefined && mustBreak(value))
      );
    case 'array':
      return isTable(code.items) || code.items.some(mustBreak);
    case 'call':
      return isComposition(code.args) || code.args.some(mustBreak);
    case 'arrow':
      return mustBreak(code.body);
  }
}

const isArrow = (code: Code): boolean => typeof code !== 'string' && code.kind === 'arrow';

/** Arguments that prettier takes for a composition of functions, and always prints one a line. */
function isComposition(args: readonly Code[]): boolean {
  if (args.length < 2) return false;
  const calls = args.filter((arg) => typeof arg !== 'string' && arg.kind === 'call' && arg.args.some(isArrow));
  return calls.length > 0 || args.filter(isArrow).length > 1;
}

function isTable(items: readonly Code[]): boolean {
  if (items.length < 2) return false;
  const objects = items.every((item) => typeof item !== 'string' && item.kind === 'object' && item.entries.length > 1);
  return objects || items.every((item) => typeof item !== 'string' && item.kind === 'array' && item.items.length > 1);
}

const blanks = (indent: number): string => ' '.repeat(indent);

function layOutObject({ entries }: ObjectCode, indent: number): string {
  if (entries.length === 0) return '{}';
  const inner = indent + 2;
  const lines = entries.map(([key, value]) => {
    if (value === undefined) return `${blanks(inner)}${key},\n`;
    return `${blanks(inner)}${key}:${assigned(value, { indent: inner, column: inner + key.length + 1, after: 1 })},\n`;
  });
  return `{\n${lines.join('')}${blanks(indent)}}`;
}

function layOutList(items: readonly Code[], indent: number): string {
  const inner = indent + 2;
  const lines = items.map((item) => `${blanks(inner)}${layOut(item, { indent: inner, column: inner, after: 1 })},\n`);
  return `\n${lines.join('')}${blanks(indent)}`;
}

const isNumber = (item: Code): boolean => typeof item === 'string' && /^-?[0-9]/.test(item);

const isNumbers = (code: Code): boolean =>
  typeof code !== 'string' && code.kind === 'array' && code.items.length > 0 && code.items.every(isNumber);

function layOutArray(code: ArrayCode, indent: number): string {
  // Prettier fills lines with numbers; left to it.
  if (code.items.length === 0 || isNumbers(code)) return flatText(code);
  return `[${layOutList(code.items, indent)}]`;
}

/** Where prettier breaks a call with a function or with numbers in it depends on these; left to it. */
const isUnruly = (arg: Code): boolean => isArrow(arg) || isNumbers(arg);

function layOutCall(code: CallCode, room: Room): string {
  const { callee, args } = code;
  if (args.length === 0) return `${callee}()`;
  if (isComposition(args)) return `${callee}(${layOutList(args, room.indent)})`;
  const inside = functionInside(code, room);
  if (inside !== undefined) return `${inside.head}(${layOutObject(inside.body, room.indent)}))`;
  if (args.some(isUnruly)) return flatText(code);
  const hug = hugging(code, room);
  if (hug !== undefined) return `${hug.head}${broken(hug.last, room.indent)})`;
  return `${callee}(${layOutList(args, room.indent)})`;
}

/** A function that makes an object, as the last argument behind names, keeps its beginning beside the parenthesis. */
function functionInside(
  { callee, args }: CallCode,
  { column }: Room,
): { readonly head: string; readonly body: ObjectCode } | undefined {
  const last = args.at(-1);
  const others = args.slice(0, -1);
  if (typeof last !== 'object' || last.kind !== 'arrow' || others.some((other) => typeof other !== 'string')) return;
  const { parameters, body } = last;
  if (typeof body === 'string' || body.kind !== 'object' || body.entries.length === 0) return undefined;
  const head = `${callee}(${others.map((other) => `${flatText(other)}, `).join('')}${parameters} => `;
  return column + head.length + 2 <= lineWidth ? { head, body } : undefined;
}

/** The last argument keeps its bracket beside the parenthesis where the others fit in front of it. */
function hugging(
  { callee, args }: CallCode,
  { column }: Room,
): { readonly head: string; readonly last: ObjectCode | ArrayCode } | undefined {
  const last = args.at(-1);
  const others = args.slice(0, -1);
  if (last === undefined || !canHug(last, others.at(-1)) || others.some(mustBreak)) return undefined;
  const head = `${callee}(${others.map((other) => `${flatText(other)}, `).join('')}`;
  return column + head.length + 1 <= lineWidth ? { head, last } : undefined;
}

/** What a call that is broken has on its first line. */
function firstLine(code: CallCode, room: Room): string {
  const hug = isComposition(code.args) ? undefined : hugging(code, room);
  return hug === undefined ? `${code.callee}(` : `${hug.head}{`;
}

function canHug(last: Code, before: Code | undefined): last is ObjectCode | ArrayCode {
  if (typeof last === 'string' || (typeof before !== 'string' && before?.kind === last.kind)) return false;
  if (last.kind === 'object') return last.entries.length > 0;
  return last.kind === 'array' && last.items.length > 0;
}

const broken = (code: ObjectCode | ArrayCode, indent: number): string =>
  code.kind === 'object' ? layOutObject(code, indent) : layOutArray(code, indent);

function layOutArrow({ parameters, body }: ArrowCode, { indent, after }: Room): string {
  if (typeof body !== 'string' && body.kind === 'object') return `${parameters} => (${layOutObject(body, indent)})`;
  const inner = indent + 2;
  return `${parameters} =>\n${blanks(inner)}${layOut(body, { indent: inner, column: inner, after })}`;
}
