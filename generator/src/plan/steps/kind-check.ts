import type { JsonKind } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import type { ModuleScope } from '../names/module-scope.js';
import { resolve } from './expected-type.js';
import type { StepContext } from './step-context.js';

/** The members of an untagged union by what they look like in memory. */
export function kindOfMember(type: TypeModel, context: StepContext): ReadonlyMap<JsonKind, TypeModel> {
  const resolved = resolve(type, context);
  const members = resolved.kind === 'union' ? resolved.members : [type];
  return new Map(members.flatMap((member) => kindsOf(member, context).map((kind) => [kind, member] as const)));
}

function kindsOf(type: TypeModel, context: StepContext): readonly JsonKind[] {
  const resolved = resolve(type, context);
  switch (resolved.kind) {
    case 'null':
      return ['null'];
    case 'enum':
      return ['string'];
    case 'list':
      return ['list'];
    case 'map':
    case 'object':
    case 'tagged':
      return ['object'];
    case 'union':
      return resolved.members.flatMap((member) => kindsOf(member, context));
    case 'scalar':
      return scalarKinds(resolved.scalar);
  }
}

function scalarKinds(scalar: string): readonly JsonKind[] {
  switch (scalar) {
    case 'boolean':
    case 'bigint':
    case 'bytes':
      return [scalar];
    case 'integer':
    case 'number':
      return ['number'];
    case 'json':
      return ['null', 'boolean', 'number', 'string', 'list', 'object'];
    default:
      return ['string'];
  }
}

/** A condition that tells values of a kind from those of the other kinds that are left. */
export function kindTest(kind: JsonKind, value: string, left: ReadonlySet<JsonKind>, scope: ModuleScope): string {
  switch (kind) {
    case 'null':
      return `${value} === null`;
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
      return `typeof ${value} === '${kind}'`;
    case 'bytes':
      return `${value} instanceof Uint8Array`;
    case 'list':
      return `${scope.door('isList')}(${value})`;
    case 'object':
      return [
        `typeof ${value} === 'object'`,
        ...(left.has('null') ? [`${value} !== null`] : []),
        ...(left.has('bytes') ? [`!(${value} instanceof Uint8Array)`] : []),
        ...(left.has('list') ? [`!${scope.door('isList')}(${value})`] : []),
      ].join(' && ');
  }
}
