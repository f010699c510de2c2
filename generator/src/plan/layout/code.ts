/**
 * Laying out expressions as prettier would, without prettier: on one line where that fits, otherwise broken the way it
 * breaks objects, arrays, calls and arrow functions. What no rule here covers is left on one line, however long it is:
 * `format` hands files with lines past the width to prettier itself.
 */
import type { JsonValue } from '../../model/type-model.js';
import { jsonLiteral } from '../../naming/json-literal.js';
import { propertyKey } from '../../naming/property-key.js';

/** Columns of a line in generated files. */
export const lineWidth = 120;

export interface CallCode {
  readonly kind: 'call';
  /** What stands before the parenthesis; `new` and `await` belong to it. */
  readonly callee: string;
  readonly args: readonly Code[];
}

export interface ObjectCode {
  readonly kind: 'object';
  /** Keys as they are printed. An entry without value is a shorthand. */
  readonly entries: readonly (readonly [key: string, value?: Code])[];
  /** One entry a line even where all would fit on one. */
  readonly open: boolean;
}

export interface ArrayCode {
  readonly kind: 'array';
  readonly items: readonly Code[];
}

export interface ArrowCode {
  readonly kind: 'arrow';
  /** With their parentheses. */
  readonly parameters: string;
  readonly body: Code;
}

/** An expression. A string is printed as it is and never broken. */
export type Code = string | CallCode | ObjectCode | ArrayCode | ArrowCode;

export interface Room {
  /** Blanks in front of the line on which the expression starts. */
  readonly indent: number;
  /** Columns taken on that line when the expression starts. */
  readonly column: number;
  /** Columns needed behind it, such as for `;`. */
  readonly after: number;
}

export const call = (callee: string, ...args: readonly Code[]): CallCode => ({ kind: 'call', callee, args });

export const object = (entries: ObjectCode['entries'], open = false): ObjectCode => ({ kind: 'object', entries, open });

export const array = (items: readonly Code[]): ArrayCode => ({ kind: 'array', items });

export const arrow = (parameters: string, body: Code): ArrowCode => ({ kind: 'arrow', parameters, body });

/**
 * The same with every call that runs when the module loads marked as free of side effects, so that bundlers drop what
 * nobody uses. Marks on the functions themselves do not reach other files in every bundler.
 */
export function pure(code: Code): Code {
  if (typeof code === 'string' || code.kind === 'arrow') return code;
  switch (code.kind) {
    case 'call':
      return { kind: 'call', callee: `/* @__PURE__ */ ${code.callee}`, args: code.args.map(pure) };
    case 'object': {
      const entries = code.entries.map(([key, value]) =>
        value === undefined ? ([key] as const) : ([key, pure(value)] as const),
      );
      return { ...code, entries };
    }
    case 'array':
      return array(code.items.map(pure));
  }
}

/** A constant of a module: `head` up to and with the blank behind `=`, its value marked as `pure`, and the semicolon. */
export function constantStatement(head: string, value: Code): string {
  const code = pure(value);
  const beside = layOut(code, { indent: 0, column: head.length, after: 1 });
  const start = head.trimEnd();
  const reach = head.length + firstLineLength(`${beside};`);
  // A call whose first line does not fit beside the name stands below it, unless the name alone is too long already.
  if (reach <= lineWidth || start.length > lineWidth || typeof code === 'string') return `${head}${beside};`;
  return `${start}\n  ${layOut(code, { indent: 2, column: 2, after: 1 })};`;
}

function firstLineLength(text: string): number {
  const end = text.indexOf('\n');
  return end === -1 ? text.length : end;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** A JSON value as an expression. */
export function json(value: JsonValue): Code {
  if (typeof value !== 'object' || value === null) return jsonLiteral(value);
  if (isList(value)) return array(value.map(json));
  return object(Object.entries(value).map(([key, member]) => [propertyKey(key), json(member)]));
}

/** The text of `code`, its lines after the first indented for a file. */
export function layOut(code: Code, room: Room): string {
  const flat = flatText(code);
  if (!mustBreak(code) && room.column + flat.length + room.after <= lineWidth) return flat;
  if (typeof code === 'string') return code;
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

function flatText(code: Code): string {
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
      return code.args.some(mustBreak);
    case 'arrow':
      return mustBreak(code.body);
  }
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
    return `${blanks(inner)}${key}: ${layOut(value, { indent: inner, column: inner + key.length + 2, after: 1 })},\n`;
  });
  return `{\n${lines.join('')}${blanks(indent)}}`;
}

function layOutList(items: readonly Code[], indent: number): string {
  const inner = indent + 2;
  const lines = items.map((item) => `${blanks(inner)}${layOut(item, { indent: inner, column: inner, after: 1 })},\n`);
  return `\n${lines.join('')}${blanks(indent)}`;
}

const isNumber = (item: Code): boolean => typeof item === 'string' && /^-?[0-9]/.test(item);

function layOutArray(code: ArrayCode, indent: number): string {
  // Prettier fills lines with numbers; left to it.
  if (code.items.length === 0 || code.items.every(isNumber)) return flatText(code);
  return `[${layOutList(code.items, indent)}]`;
}

/** The last argument keeps its bracket beside the parenthesis where the others fit in front of it. */
function layOutCall({ callee, args }: CallCode, room: Room): string {
  if (args.length === 0) return `${callee}()`;
  const last = args.at(-1);
  const others = args.slice(0, -1);
  if (last !== undefined && canHug(last, others.at(-1)) && !others.some(mustBreak)) {
    const head = `${callee}(${others.map((other) => `${flatText(other)}, `).join('')}`;
    if (room.column + head.length + 1 <= lineWidth) return `${head}${broken(last, room.indent)})`;
  }
  return `${callee}(${layOutList(args, room.indent)})`;
}

function canHug(last: Code, before: Code | undefined): last is ObjectCode | ArrayCode {
  if (typeof last === 'string' || (typeof before !== 'string' && before?.kind === last.kind)) return false;
  if (last.kind === 'object') return last.entries.length > 0;
  return last.kind === 'array' && last.items.length > 0 && !last.items.every(isNumber);
}

const broken = (code: ObjectCode | ArrayCode, indent: number): string =>
  code.kind === 'object' ? layOutObject(code, indent) : layOutArray(code, indent);

function layOutArrow({ parameters, body }: ArrowCode, { indent, after }: Room): string {
  if (typeof body !== 'string' && body.kind === 'object') return `${parameters} => (${layOutObject(body, indent)})`;
  const inner = indent + 2;
  return `${parameters} =>\n${blanks(inner)}${layOut(body, { indent: inner, column: inner, after })}`;
}
