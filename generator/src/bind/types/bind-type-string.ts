import { within, type Place } from '../../diagnostics/place.js';
import { noConstraints, type TypeModel } from '../../model/type-model.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { checkUnion } from './check-union.js';
import { resolveName } from './resolve-name.js';
import { nullType } from './special-types.js';
import type { TypeExpression } from './type-string.js';

/** The type a type string means. Every name in it that means nothing is reported, at its own place. */
export function bindTypeString(text: string, place: Place, scope: FileScope): TypeModel {
  return scope.resolved.get(text) ?? resolveText(text, place, scope);
}

/** Has a finished type's unions checked once all types are bound. */
export function checkUnionsLater(type: TypeModel, place: Place, scope: FileScope): void {
  if (hasUnion(type)) scope.later((lookup) => checkUnion(type, { place, lookup, problems: scope.problems }));
}

function resolveText(text: string, place: Place, scope: FileScope): TypeModel {
  const parsed = scope.parse(text);
  if (!parsed.ok) {
    const { problem, help, start, end } = parsed.error;
    scope.problems.push(report('type-syntax', { type: text, problem }, within(place, start, end), { help }));
    return unresolvedType;
  }
  const before = scope.problems.length;
  const type = resolveExpression(parsed.type, place, scope);
  if (scope.problems.length === before) scope.resolved.set(text, type);
  return type;
}

function resolveExpression(expression: TypeExpression, place: Place, scope: FileScope): TypeModel {
  switch (expression.kind) {
    case 'null':
      return nullType;
    case 'name': {
      const resolved = resolveName(expression, scope, within(place, expression.start, expression.end));
      if (!('severity' in resolved)) return resolved;
      scope.problems.push(resolved);
      return unresolvedType;
    }
    case 'list':
    case 'map':
      return { kind: expression.kind, of: resolveExpression(expression.of, place, scope), constraints: noConstraints };
    case 'union':
      return { kind: 'union', members: expression.members.map((member) => resolveExpression(member, place, scope)) };
  }
}

function hasUnion(type: TypeModel): boolean {
  if (type.kind === 'list' || type.kind === 'map') return hasUnion(type.of);
  return type.kind === 'union';
}
