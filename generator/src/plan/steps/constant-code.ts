import type { Expression } from '../../model/evolution-model.js';
import type { EnumType, JsonValue, ScalarType } from '../../model/type-model.js';
import { literal } from '../../naming/literal.js';
import { array, call, json, type Code } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import { valueCode } from '../types/default-code.js';
import { scalarForm } from '../types/scalar-table.js';
import { nameOfType } from './expected-type.js';
import type { Position, StepContext } from './step-context.js';

/** A literal where the language has one; otherwise a constant of the file, made once. */
export function constantCode(
  expression: Expression & { readonly kind: 'constant' },
  at: Position,
  context: StepContext,
): Code {
  const { value, type } = expression;
  const made = new Set<Code>();
  const leaf = (inner: JsonValue, of: ScalarType | EnumType): Code => {
    const code = leafCode(inner, of, context);
    if (typeof code !== 'string' && code.kind === 'call') made.add(code);
    return code;
  };
  const code = valueCode(value, type, { model: context.plan.model, leaf });
  if (made.size === 0) return code;
  const name = context.scope.claim(expression, context.name + at.way.join(''));
  context.constants.set(name, constantStatement(`const ${name}: ${nameOfType(type, context)} = `, code));
  return name;
}

function leafCode(value: JsonValue, type: ScalarType | EnumType, context: StepContext): Code {
  if (type.kind === 'enum') {
    const isKnown = typeof value !== 'string' || type.members.includes(value);
    return isKnown
      ? json(value)
      : madeOf(call(context.scope.door('openEnum'), array(type.members.map(literal))), value, context);
  }
  return scalarCode(value, type, context);
}

function scalarCode(value: JsonValue, type: ScalarType, context: StepContext): Code {
  const { scalar } = type;
  if (scalar === 'bigint' && isNumeric(value)) return `${String(BigInt(value))}n`;
  if (scalar === 'json') return json(value);
  // JSON has no −0.
  if (value === 0) return '0';
  const form = scalarForm({ ...type, wire: undefined }, context.plan.config.scalars);
  const isLiteral = form.type === 'string' || form.type === 'number' || form.type === 'boolean';
  const text = textOf(value, type);
  return isLiteral ? json(text) : madeOf(context.scope.door(form.shape), text, context);
}

const isNumeric = (value: JsonValue): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

/** What is text in memory, whatever its form on the wire is. Moments have no zeros at their end. */
function textOf(value: JsonValue, { scalar, wire }: ScalarType): JsonValue {
  if (wire === 'epoch-ms' && typeof value === 'number') {
    return new Date(value).toISOString().replace(/(?:\.000|(?<=\.\d+)0+)Z$/, 'Z');
  }
  return scalar === 'decimal' && isNumeric(value) ? String(value) : value;
}

const madeOf = (shape: Code, value: JsonValue, { scope }: StepContext): Code =>
  call(scope.door('constant'), shape, json(value));
