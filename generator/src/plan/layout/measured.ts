/**
 * Code with what laying out asks of every part of it again and again, found once: its text on one line, and whether it may
 * stand on one.
 */
import type { Code } from './code.js';

interface Size {
  /** Everything on one line. */
  readonly flat: string;
  /** Whether it takes several lines even where one would have room. */
  readonly breaks: boolean;
}

export interface MeasuredCall extends Size {
  readonly kind: 'call';
  readonly callee: string;
  readonly args: readonly Measured[];
}

export interface MeasuredObject extends Size {
  readonly kind: 'object';
  readonly entries: readonly (readonly [key: string, value: Measured | undefined])[];
}

export interface MeasuredArray extends Size {
  readonly kind: 'array';
  readonly items: readonly Measured[];
}

export interface MeasuredArrow extends Size {
  readonly kind: 'arrow';
  readonly parameters: string;
  readonly body: Measured;
}

export type Measured = string | MeasuredCall | MeasuredObject | MeasuredArray | MeasuredArrow;

/**
 * Measures an expression. With `onLoad` every call that runs when the module loads is marked as free of side effects, so
 * that bundlers drop what nobody uses. Marks on the functions themselves do not reach other files in every bundler.
 */
export function measured(code: Code, onLoad: boolean): Measured {
  if (typeof code === 'string') return code;
  switch (code.kind) {
    case 'call':
      return measuredCall(onLoad ? `/* @__PURE__ */ ${code.callee}` : code.callee, membersOf(code.args, onLoad));
    case 'object':
      return measuredObject(
        code.entries.map(([key, value]) => [key, value === undefined ? undefined : measured(value, onLoad)]),
        code.open,
      );
    case 'array':
      return measuredArray(membersOf(code.items, onLoad));
    case 'arrow':
      return measuredArrow(code.parameters, measured(code.body, false));
  }
}

export const flatText = (code: Measured): string => (typeof code === 'string' ? code : code.flat);

export const breaks = (code: Measured): boolean => typeof code !== 'string' && code.breaks;

const membersOf = (codes: readonly Code[], onLoad: boolean): readonly Measured[] =>
  codes.map((code) => measured(code, onLoad));

function measuredCall(callee: string, args: readonly Measured[]): MeasuredCall {
  return {
    kind: 'call',
    callee,
    args,
    flat: `${callee}(${flatList(args)})`,
    breaks: isComposition(args) || args.some(breaks),
  };
}

function measuredObject(entries: MeasuredObject['entries'], open: boolean): MeasuredObject {
  let flat = '';
  let broken = open && entries.length > 0;
  for (const [key, value] of entries) {
    const entry = value === undefined ? key : `${key}: ${flatText(value)}`;
    flat = flat === '' ? entry : `${flat}, ${entry}`;
    broken ||= value !== undefined && breaks(value);
  }
  return { kind: 'object', entries, flat: entries.length === 0 ? '{}' : `{ ${flat} }`, breaks: broken };
}

function measuredArray(items: readonly Measured[]): MeasuredArray {
  return { kind: 'array', items, flat: `[${flatList(items)}]`, breaks: isTable(items) || items.some(breaks) };
}

function measuredArrow(parameters: string, body: Measured): MeasuredArrow {
  const flat = flatText(body);
  const text = typeof body !== 'string' && body.kind === 'object' ? `(${flat})` : flat;
  return { kind: 'arrow', parameters, body, flat: `${parameters} => ${text}`, breaks: breaks(body) };
}

/** Added up, as joining would copy the text of every level into the next. */
function flatList(codes: readonly Measured[]): string {
  let list = '';
  for (const code of codes) list = list === '' ? flatText(code) : `${list}, ${flatText(code)}`;
  return list;
}

export const isArrow = (code: Measured): boolean => typeof code !== 'string' && code.kind === 'arrow';

/** Arguments that prettier takes for a composition of functions, and always prints one a line. */
export function isComposition(args: readonly Measured[]): boolean {
  if (args.length < 2) return false;
  const calls = args.some((arg) => typeof arg !== 'string' && arg.kind === 'call' && arg.args.some(isArrow));
  return calls || args.filter(isArrow).length > 1;
}

/** Several objects, or several arrays, with more than one member each. */
function isTable(items: readonly Measured[]): boolean {
  if (items.length < 2) return false;
  const objects = items.every((item) => typeof item !== 'string' && item.kind === 'object' && item.entries.length > 1);
  return objects || items.every((item) => typeof item !== 'string' && item.kind === 'array' && item.items.length > 1);
}
