/**
 * Expressions of generated code, as data: what is called with what, not how it stands on lines. Text in them went through a
 * gate of `naming/` already.
 */
import type { JsonValue } from '../../model/type-model.js';
import { jsonLiteral } from '../../naming/json-literal.js';
import { propertyKey } from '../../naming/property-key.js';

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

export const call = (callee: string, ...args: readonly Code[]): CallCode => ({ kind: 'call', callee, args });

export const object = (entries: ObjectCode['entries'], open = false): ObjectCode => ({ kind: 'object', entries, open });

export const array = (items: readonly Code[]): ArrayCode => ({ kind: 'array', items });

export const arrow = (parameters: string, body: Code): ArrowCode => ({ kind: 'arrow', parameters, body });

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** A JSON value as an expression. */
export function json(value: JsonValue): Code {
  if (typeof value !== 'object' || value === null) return jsonLiteral(value);
  if (isList(value)) return array(value.map(json));
  return object(Object.entries(value).map(([key, member]) => [propertyKey(key), json(member)]));
}
