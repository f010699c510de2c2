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
  let isMade = false;
  const leaf = (inner: JsonValue, of: ScalarType | EnumType): Code => {
    const code = leafCode(inner, of, context);
    isMade ||= typeof code !== 'string' && code.kind === 'call';
    return code;
  };
  const code = valueCode(value, type, { model: context.plan.model, leaf });
  if (!isMade) return code;
  const name = context.scope.claim(expression, context.name + at.way.join(''));
  context.constants.set(name, constantStatement(`const ${name}: ${nameOfType(type, context)} = `, code));
  return name;
}

function leafCode(value: JsonValue, type: ScalarType | EnumType, context: StepContext): Code {
  const { scope } = context;
  if (type.kind === 'enum') {
    const isKnown = typeof value !== 'string' || type.members.includes(value);
    return isKnown ? json(value) : made(call(scope.door('openEnum'), array(type.members.map(literal))), value, context);
  }
  const { scalar, wire } = type;
  const isNumeric = typeof value === 'string' || typeof value === 'number';
  if (scalar === 'bigint' && isNumeric) return `${String(BigInt(value))}n`;
  if (scalar === 'json') return json(value);
  // JSON has no −0.
  if (value === 0) return '0';
  // As text, whatever its form on the wire is.
  const text =
    wire === 'epoch-ms' && typeof value === 'number'
      ? new Date(value).toISOString().replace('.000Z', 'Z')
      : scalar === 'decimal' && isNumeric
        ? String(value)
        : value;
  const form = scalarForm({ ...type, wire: undefined }, context.plan.config.scalars);
  const isLiteral = form.type === 'string' || form.type === 'number' || form.type === 'boolean';
  return isLiteral ? json(text) : made(scope.door(form.shape), text, context);
}

const made = (shape: Code, value: JsonValue, { scope }: StepContext): Code =>
  call(scope.door('constant'), shape, json(value));
