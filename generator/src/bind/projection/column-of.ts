/** The sources of a column, one an event → the column, where they are of one type. */
import { atKey, type Place } from '../../diagnostics/place.js';
import type { DataSource } from '../../model/domain-model.js';
import { noConstraints, type FieldModel, type TypeModel } from '../../model/type-model.js';
import { describeType } from '../../values/describe-type.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import type { NamedEvent } from './bind-projected-events.js';
import type { ProjectionSource } from './projection-source.js';

export interface FoundSource {
  readonly event: NamedEvent;
  readonly source: DataSource;
  readonly type: TypeModel;
  readonly place: Place;
}

export interface FoundColumn {
  readonly column: string;
  readonly place: Place;
  readonly sources: readonly FoundSource[];
}

/** `undefined` where they differ, which is reported, or where there are none. */
export function columnOf({ column, place, sources }: FoundColumn, source: ProjectionSource): FieldModel | undefined {
  const { lookup } = source;
  const [first, ...others] = sources.filter(({ type }) => type !== unresolvedType);
  if (first === undefined) return undefined;
  const type = unbound(first.type, lookup);
  const differing = others.find((other) => textOf(unbound(other.type, lookup)) !== textOf(type));
  if (differing !== undefined) {
    const parameters = {
      projection: source.name,
      column,
      event: differing.event.name,
      found: wordsFor(differing.type),
      other: first.event.name,
      expected: wordsFor(first.type),
    };
    const related = [{ at: first.event.event.place, message: `${first.event.name} is declared here:` }];
    source.scope.problems.push(report('key-sources-differ', parameters, differing.place, { related }));
    return undefined;
  }
  const nothing = { defaultValue: undefined, description: undefined, deprecated: undefined, examples: [] };
  return { name: column, type, optional: false, personal: false, ...nothing, place: atKey(place) };
}

/** More than what a type is called, as two that differ may be called alike. */
export function wordsFor(type: TypeModel): string {
  if (type.kind === 'ref') return `${type.context}.${type.name}@${String(type.schemaVersion)}`;
  return type.kind === 'enum' ? `an enum of ${type.members.join(', ')}` : describeType(type);
}

/** Constraints bind writers, and the key is written by nobody; names of types and how they travel mean nothing in a table. */
export function unbound(type: TypeModel, lookup: TypeLookup): TypeModel {
  if (type.kind === 'scalar') return { ...type, wire: undefined, constraints: noConstraints };
  const target = type.kind === 'ref' ? lookup(type) : undefined;
  return target === undefined ? type : unbound(target, lookup);
}

/** Only scalars and enums get here. */
export const textOf = (type: TypeModel): string =>
  type.kind === 'enum' ? JSON.stringify([type.open, [...type.members].sort()]) : describeType(type);
