/** Shapes that steps need at run time: to turn values into JSON, and JSON into values. */
import type { Read } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import type { ContextChecks } from '../checks/context-checks.js';
import { call, type Code } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import { shapeCode } from '../types/shape-code.js';
import { nameOfType, resolve } from './expected-type.js';
import { readText } from './read-text.js';
import type { Position, StepContext } from './step-context.js';

/** Constraints bind writers, not steps. */
const noChecks: ContextChecks = { of: () => undefined, all: () => [] };

/** A value in the form of JSON. */
export function jsonCode(from: Read, at: Position, context: StepContext): Code {
  const text = readText(from, at);
  return isJson(from.type, context) ? text : call(context.scope.door('toJson'), shapeOf(from.type, at, context), text);
}

/** A shape as an expression: a name, as shapes are made once. */
export function shapeOf(type: TypeModel, at: Position, context: StepContext): string {
  const { scope, plan, types, isEarly } = context;
  const code = shapeCode(type, {
    ...types,
    model: plan.model,
    side: 'data',
    checks: noChecks,
    isLater: () => isEarly && type.kind !== 'ref',
  });
  if (typeof code === 'string') return code;
  const name = scope.claim(type, `${context.name}${at.way.join('')}Shape`);
  const shape = `${scope.doorType('Shape')}<${nameOfType(type, context)}>`;
  context.constants.set(name, constantStatement(`const ${name}: ${shape} = `, code));
  return name;
}

/** Whether values of a type look in memory as they do in JSON. */
function isJson(type: TypeModel, context: StepContext): boolean {
  const resolved = resolve(type, context);
  if (resolved.kind === 'null' || resolved.kind === 'enum') return true;
  if (resolved.kind !== 'scalar' || resolved.wire !== undefined) return false;
  return resolved.scalar !== 'bigint' && resolved.scalar !== 'bytes';
}
