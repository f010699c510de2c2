/** Expressions of a step as code. What an expression cannot say becomes a function beside the step, and a call of it. */
import type { Expression, Read } from '../../model/evolution-model.js';
import { propertyAccess } from '../../naming/property-key.js';
import { arrow, call, type Code } from '../layout/code.js';
import { onOneLine } from '../layout/lay-out.js';
import { constantCode } from './constant-code.js';
import { conversionCode } from './conversion-code.js';
import { elementOf, mayBeNull, nameOfType, withoutNull } from './expected-type.js';
import { factCode } from './fact-code.js';
import { helperCall } from './helper-function.js';
import { jsonCode } from './json-code.js';
import { nameOfElement } from './local-names.js';
import { isPlainObject, objectCode } from './object-code.js';
import { boundTo, lookAt, readText } from './read-text.js';
import { binding, inside, type Position, type StepContext } from './step-context.js';
import { stepCode } from './type-step.js';

export function expressionCode(expression: Expression, at: Position, context: StepContext): Code {
  switch (expression.kind) {
    case 'read':
      return readText(expression.from, at);
    case 'constant':
      return constantCode(expression, at, context);
    case 'fact':
      return factCode(expression, at, context);
    case 'custom':
      return customCode(expression.path, at, context);
    case 'object':
      return isPlainObject(expression)
        ? objectCode(expression, at, context)
        : helperCall(expression, undefined, at, context);
    case 'each':
      return eachCode(expression, at, context);
    case 'present':
    case 'nullable':
      return conditionCode(expression, at, context) ?? helperCall(expression, expression.from, at, context);
    case 'choose':
    case 'variants':
    case 'kinds':
      return helperCall(expression, expression.from, at, context);
    case 'convert':
      return convertCode(expression, at, context);
    case 'step':
      return stepCode(expression, readText(expression.from, at), at, context);
    case 'json':
      return jsonCode(expression.from, at, context);
  }
}

/** What the user's function for a path gives; for the whole value without one. */
export function customCode(path: string | undefined, at: Position, { given }: StepContext): Code {
  const own = at.custom + given.ownPart;
  const args = [boundTo(0, at).text, ...(given.facts === undefined ? [] : [at.facts])];
  return call(path === undefined ? own : propertyAccess(own, path), ...args);
}

function eachCode(each: Expression & { readonly kind: 'each' }, at: Position, context: StepContext): Code {
  const { from, over, as, value } = each;
  const isList = over === 'list';
  const locals = at.locals.inside();
  const element = locals.take(nameOfElement(from, isList ? 'item' : 'value'));
  const type = (): string => nameOfType(elementOf(from.type, over, context), context);
  const inner = {
    ...inside(at, isList ? 'Item' : 'Value', elementOf(at.expected, over, context)),
    ...{ locals, depth: at.depth + 1, values: new Map([...at.values, [as, { text: element, type }]]) },
  };
  // Functions in functions are hard to read.
  const isTooDeep = at.depth > 0 && (value.kind === 'object' || value.kind === 'each');
  const code = isTooDeep ? helperCall(value, undefined, inner, context) : context.code(value, inner);
  const change = arrow(`(${element})`, code);
  return isList
    ? call(`${readText(from, at)}.map`, change)
    : call(context.scope.door('mapValues'), readText(from, at), change);
}

/** Longer conditions are easier to read as statements. */
const longestCondition = 80;

/** `old.a === null ? null : …`, where that is short. */
function conditionCode(
  expression: Expression & { readonly kind: 'present' | 'nullable' },
  at: Position,
  context: StepContext,
): Code | undefined {
  const { from, as, value } = expression;
  if (expression.kind === 'present' && isValueItself(expression) && !mayBeNull(from.type, context))
    return `${readText(from, at)} ?? ${onOneLine(context.code(expression.otherwise, at))}`;
  if (!isShort(value) || (expression.kind === 'present' && !isShort(expression.otherwise))) return undefined;
  const type = (): string => nameOfType(withoutNullWhere(expression, from, context), context);
  const looked = from.mayBeAbsent && expression.kind === 'nullable' ? undefined : lookAt({ from, as, value, type }, at);
  if (looked === undefined) return undefined;
  const inner = onOneLine(context.code(value, looked.position));
  const [ends, otherwise] =
    expression.kind === 'nullable'
      ? ['null', 'null']
      : ['undefined', onOneLine(context.code(expression.otherwise, at))];
  const text = `${looked.text} === ${ends} ? ${otherwise} : ${inner}`;
  return text.length <= longestCondition ? text : undefined;
}

const isValueItself = ({ value, as, otherwise }: Expression & { readonly kind: 'present' }): boolean =>
  value.kind === 'read' && value.from.variable === as && value.from.keys.length === 0 && isShort(otherwise);

const withoutNullWhere = ({ kind }: Expression, { type }: Read, context: StepContext) =>
  kind === 'nullable' ? withoutNull(type, context) : type;

/** Whether an expression needs no statements and no function of its own, and is not a condition itself. */
function isShort(expression: Expression): boolean {
  switch (expression.kind) {
    case 'read':
    case 'constant':
    case 'custom':
    case 'step':
    case 'json':
      return true;
    case 'fact':
      return expression.otherwise === undefined;
    case 'convert':
      return expression.otherwise === undefined && !expression.from.mayBeAbsent;
    case 'object':
      return isPlainObject(expression) && expression.fields.every((field) => 'value' in field && isShort(field.value));
    case 'each':
      return expression.value.kind !== 'each' && isShort(expression.value);
    default:
      return false;
  }
}

function convertCode(
  { from, by, otherwise }: Expression & { readonly kind: 'convert' },
  at: Position,
  context: StepContext,
): Code {
  const value = readText(from, at);
  const code = conversionCode(by, value, context.scope);
  if (otherwise === undefined)
    return from.mayBeAbsent ? `${value} === undefined ? undefined : ${onOneLine(code)}` : code;
  const instead = context.code(otherwise, at);
  // A list may begin with null, which `??` would not let through.
  if (by.name !== 'first' || !mayBeNull(elementOf(from.type, 'list', context), context))
    return `${onOneLine(code)} ?? ${onOneLine(instead)}`;
  return `${onOneLine(code)} === undefined ? ${onOneLine(instead)} : ${onOneLine(code)}`;
}

/** Binds what a function is given as its only value. */
export const withOld = (at: Position, text: string, type: () => string): Position => binding(at, 0, { text, type });
