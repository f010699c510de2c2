/**
 * Laying out expressions as prettier would, without prettier: on one line where that fits, otherwise broken the way it
 * breaks objects, arrays, calls and arrow functions. What no rule here covers is left on one line, however long it is:
 * `format` hands files with lines past the width to prettier itself.
 */
import type { Code } from './code.js';
import {
  breaks,
  flatText,
  isArrow,
  isComposition,
  measured,
  type Measured,
  type MeasuredArray,
  type MeasuredArrow,
  type MeasuredCall,
  type MeasuredObject,
} from './measured.js';

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

/** A constant of a module: `head` up to and with the blank behind `=`, its value marked as free of side effects, and the semicolon. */
export function constantStatement(head: string, value: Code): string {
  const start = head.trimEnd();
  return `${start}${assigned(measured(value, true), { indent: 0, column: start.length, after: 1 })};`;
}

/** A statement that assigns: `head` up to and with its `=`, the value and the semicolon. */
export function layOutAssigned(head: string, value: Code, indent: number): string {
  return `${head}${assigned(measured(value, false), { indent, column: head.length, after: 1 })};`;
}

/** The whole on one line. */
export const onOneLine = (code: Code): string => flatText(measured(code, false));

/** The text of `code`, its lines after the first indented for a file. */
export function layOut(code: Code, room: Room): string {
  return laidOut(measured(code, false), room);
}

/** What stands behind `=` or `:`, with the blank or the line break in front of it. `room` begins behind that sign. */
function assigned(code: Measured, { indent, column, after }: Room): string {
  if (typeof code === 'string') return ` ${code}`;
  const room = { indent, column: column + 1, after };
  if (fitsFlat(code, room)) return ` ${code.flat}`;
  if (!canStandBelow(code) || column > lineWidth) return ` ${broken(code, room)}`;
  // Judged by its first line alone: laying out both ways would double the work with every level.
  const fits = room.column + firstLine(code, room).length <= lineWidth && !isPoorlyBreakable(code);
  const below = indent + 2;
  const lower = { indent: below, column: below, after };
  return fits ? ` ${broken(code, room)}` : `\n${blanks(below)}${laidOut(code, lower)}`;
}

const fitsFlat = (code: Exclude<Measured, string>, { column, after }: Room): boolean =>
  !code.breaks && column + code.flat.length + after <= lineWidth;

const canStandBelow = (code: Measured): code is MeasuredCall =>
  typeof code !== 'string' && code.kind === 'call' && !code.args.some(isUnruly);

/** A call with nothing between its parentheses that would gain from a line of its own. */
function isPoorlyBreakable({ args }: MeasuredCall): boolean {
  const [only] = args;
  return only === undefined || (args.length === 1 && typeof only === 'string' && only.length <= lineWidth / 4);
}

function laidOut(code: Measured, room: Room): string {
  if (typeof code === 'string') return code;
  return fitsFlat(code, room) ? code.flat : broken(code, room);
}

function broken(code: Exclude<Measured, string>, room: Room): string {
  switch (code.kind) {
    case 'object':
      return brokenObject(code, room.indent);
    case 'array':
      return brokenArray(code, room.indent);
    case 'call':
      return brokenCall(code, room);
    case 'arrow':
      return brokenArrow(code, room);
  }
}

const blanks = (indent: number): string => ' '.repeat(indent);

function brokenObject({ entries }: MeasuredObject, indent: number): string {
  if (entries.length === 0) return '{}';
  const inner = indent + 2;
  const margin = blanks(inner);
  const lines = entries.map(([key, value]) => {
    if (value === undefined) return `${margin}${key},\n`;
    return `${margin}${key}:${assigned(value, { indent: inner, column: inner + key.length + 1, after: 1 })},\n`;
  });
  return `{\n${lines.join('')}${blanks(indent)}}`;
}

function brokenList(items: readonly Measured[], indent: number): string {
  const inner = indent + 2;
  const room = { indent: inner, column: inner, after: 1 };
  const margin = blanks(inner);
  const lines = items.map((item) => `${margin}${laidOut(item, room)},\n`);
  return `\n${lines.join('')}${blanks(indent)}`;
}

const isNumber = (item: Measured): boolean => typeof item === 'string' && /^-?[0-9]/.test(item);

const isNumbers = (code: Measured): boolean =>
  typeof code !== 'string' && code.kind === 'array' && code.items.length > 0 && code.items.every(isNumber);

function brokenArray(code: MeasuredArray, indent: number): string {
  // Prettier fills lines with numbers; left to it.
  if (code.items.length === 0 || isNumbers(code)) return code.flat;
  return `[${brokenList(code.items, indent)}]`;
}

/** Where prettier breaks a call with a function or with numbers in it depends on these; left to it. */
const isUnruly = (arg: Measured): boolean => isArrow(arg) || isNumbers(arg);

function brokenCall(code: MeasuredCall, room: Room): string {
  const { callee, args } = code;
  if (args.length === 0) return `${callee}()`;
  if (isComposition(args)) return `${callee}(${brokenList(args, room.indent)})`;
  const inside = functionInside(code, room);
  if (inside !== undefined) return `${inside.head}(${brokenObject(inside.body, room.indent)}))`;
  if (args.some(isUnruly)) return code.flat;
  const hug = hugging(code, room);
  if (hug !== undefined) return `${hug.head}${broken(hug.last, room)})`;
  return `${callee}(${brokenList(args, room.indent)})`;
}

/** A function that makes an object, as the last argument behind names, keeps its beginning beside the parenthesis. */
function functionInside(
  { callee, args }: MeasuredCall,
  { column }: Room,
): { readonly head: string; readonly body: MeasuredObject } | undefined {
  const last = args.at(-1);
  const others = args.slice(0, -1);
  if (typeof last !== 'object' || last.kind !== 'arrow' || !others.every((other) => typeof other === 'string')) return;
  const { parameters, body } = last;
  if (typeof body === 'string' || body.kind !== 'object' || body.entries.length === 0) return undefined;
  const head = `${callee}(${others.map((other) => `${other}, `).join('')}${parameters} => `;
  return column + head.length + 2 <= lineWidth ? { head, body } : undefined;
}

/** The last argument keeps its bracket beside the parenthesis where the others fit in front of it. */
function hugging(
  { callee, args }: MeasuredCall,
  { column }: Room,
): { readonly head: string; readonly last: MeasuredObject | MeasuredArray } | undefined {
  const last = args.at(-1);
  const others = args.slice(0, -1);
  if (last === undefined || !canHug(last, others.at(-1)) || others.some(breaks)) return undefined;
  const head = `${callee}(${others.map((other) => `${flatText(other)}, `).join('')}`;
  return column + head.length + 1 <= lineWidth ? { head, last } : undefined;
}

/** What a call that is broken has on its first line. */
function firstLine(code: MeasuredCall, room: Room): string {
  const hug = isComposition(code.args) ? undefined : hugging(code, room);
  return hug === undefined ? `${code.callee}(` : `${hug.head}{`;
}

function canHug(last: Measured, before: Measured | undefined): last is MeasuredObject | MeasuredArray {
  if (typeof last === 'string' || (typeof before !== 'string' && before?.kind === last.kind)) return false;
  if (last.kind === 'object') return last.entries.length > 0;
  return last.kind === 'array' && last.items.length > 0;
}

function brokenArrow({ parameters, body }: MeasuredArrow, { indent, after }: Room): string {
  if (typeof body !== 'string' && body.kind === 'object') return `${parameters} => (${brokenObject(body, indent)})`;
  const inner = indent + 2;
  return `${parameters} =>\n${blanks(inner)}${laidOut(body, { indent: inner, column: inner, after })}`;
}
