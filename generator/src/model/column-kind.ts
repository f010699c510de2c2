/** What a column of a table holds for a type, and whether it may hold nothing. */
import type { RefType, ScalarName, TypeModel } from './type-model.js';

/** The type behind a reference, where there is one. */
type TypeLookup = (ref: RefType) => TypeModel | undefined;

/** All but `json` are compared by value. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'decimal' | 'instant' | 'boolean' | 'json';

/** Scalars that are no text; a bigint is compared as a decimal is, exactly. */
const scalarKinds: Readonly<Partial<Record<ScalarName, ColumnKind>>> = {
  boolean: 'boolean',
  integer: 'integer',
  number: 'number',
  bigint: 'decimal',
  decimal: 'decimal',
  instant: 'instant',
  bytes: 'json',
  json: 'json',
};

/** Null aside, what values of the type are to a table. */
export function columnKind(type: TypeModel, lookup: TypeLookup): ColumnKind {
  const [only, other] = alternatives(type, lookup);
  if (only === undefined || other !== undefined) return 'json';
  if (only.kind === 'enum') return 'text';
  return only.kind === 'scalar' ? (scalarKinds[only.scalar] ?? 'text') : 'json';
}

/** Whether null is one of its values, as it is of `json`. */
export function mayBeNull(type: TypeModel, lookup: TypeLookup): boolean {
  return membersOf(type, lookup).some(
    (member) => member.kind === 'null' || (member.kind === 'scalar' && member.scalar === 'json'),
  );
}

const alternatives = (type: TypeModel, lookup: TypeLookup): readonly TypeModel[] =>
  membersOf(type, lookup).filter(({ kind }) => kind !== 'null');

/** What a value may be, named types and unions taken apart. Broken declarations may lead to themselves. */
function membersOf(type: TypeModel, lookup: TypeLookup, seen: readonly TypeModel[] = []): readonly TypeModel[] {
  if (type.kind === 'union') return type.members.flatMap((member) => membersOf(member, lookup, seen));
  if (type.kind !== 'ref') return [type];
  const target = lookup(type);
  if (target === undefined || seen.includes(target)) return [];
  return membersOf(target, lookup, [...seen, target]);
}
