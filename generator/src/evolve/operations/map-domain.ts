/** What values a `map` chooses among: those that can be listed, those that cannot, and those that are no choice at all. */
import type { DomainModel } from '../../model/domain-model.js';
import type { EnumType, JsonValue, NullType, ScalarName, ScalarType, TypeModel } from '../../model/type-model.js';
import { membersOf, nameless } from '../shapes/open-type.js';

export interface Domain {
  /** Each value, with the type of it alone. */
  readonly listed: readonly ListedValue[];
  /** Texts and numbers without an end, and unknown members of open enums. */
  readonly endless: readonly EndlessValues[];
  /** Objects, lists and the like. */
  readonly others: readonly TypeModel[];
}

export interface ListedValue {
  readonly value: string | boolean | null;
  readonly type: TypeModel;
}

export interface EndlessValues {
  readonly of: 'text' | 'number' | 'unknown member';
  readonly type: TypeModel;
}

export function domainOf(type: TypeModel, model: DomainModel): Domain {
  const parts = membersOf(type, model).map((member) => memberDomain(member, model));
  return {
    listed: parts.flatMap(({ listed }) => listed),
    endless: parts.flatMap(({ endless }) => endless),
    others: parts.flatMap(({ others }) => others),
  };
}

const nothing: Domain = { listed: [], endless: [], others: [] };
const notChosen: ReadonlySet<ScalarName> = new Set(['bigint', 'decimal', 'bytes', 'json']);
const onlyNull: NullType = { kind: 'null' };

function memberDomain(member: TypeModel, model: DomainModel): Domain {
  const type = nameless(member, model);
  switch (type.kind) {
    case 'null':
      return { ...nothing, listed: [{ value: null, type: onlyNull }] };
    case 'enum':
      return enumDomain(type);
    case 'scalar':
      return scalarDomain(member, type);
    default:
      return { ...nothing, others: [member] };
  }
}

function enumDomain({ members, open }: EnumType): Domain {
  const only = (value: string): EnumType => ({ kind: 'enum', members: [value], open: false });
  return {
    ...nothing,
    listed: members.map((value) => ({ value, type: only(value) })),
    endless: open ? [{ of: 'unknown member', type: { kind: 'enum', members: [], open: true } }] : [],
  };
}

function scalarDomain(member: TypeModel, type: ScalarType): Domain {
  if (notChosen.has(type.scalar)) return { ...nothing, others: [member] };
  if (type.scalar === 'boolean') return { ...nothing, listed: [true, false].map((value) => ({ value, type })) };
  const isNumber = type.scalar === 'integer' || type.scalar === 'number';
  return { ...nothing, endless: [{ of: isNumber ? 'number' : 'text', type: member }] };
}

/** Whether some value of a domain is equal to a JSON value. */
export function isInDomain(value: JsonValue, { listed, endless }: Domain): boolean {
  if (listed.some((one) => one.value === value)) return true;
  return endless.some(({ of }) => (of === 'number' ? typeof value === 'number' : typeof value === 'string'));
}
