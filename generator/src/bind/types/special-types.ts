import {
  noConstraints,
  type NullType,
  type ScalarType,
  type TypeModel,
  type UnionType,
} from '../../model/type-model.js';

/**
 * Stands where a type could not be bound, which was reported there. Everything that could complain about a type lets it
 * pass, so that one mistake gives one message. No model that leaves bind holds it.
 */
export const unresolvedType: ScalarType = {
  kind: 'scalar',
  scalar: 'json',
  wire: undefined,
  constraints: noConstraints,
};

export const nullType: NullType = { kind: 'null' };

/** `type | null`, without a second null where there is one. */
export function nullable(type: TypeModel): TypeModel {
  if (type === unresolvedType || type.kind === 'null') return type;
  if (type.kind !== 'union') return { kind: 'union', members: [type, nullType] };
  return type.members.some((member) => member.kind === 'null') ? type : withMember(type, nullType);
}

function withMember(union: UnionType, member: TypeModel): UnionType {
  return { kind: 'union', members: [...union.members, member] };
}

/** A type in the words of the language, for messages. */
export function describeType(type: TypeModel): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'null':
      return 'null';
    case 'enum':
      return 'an enum';
    case 'list':
      return `list<${describeType(type.of)}>`;
    case 'map':
      return `map<${describeType(type.of)}>`;
    case 'object':
      return 'an object';
    case 'ref':
      return type.name;
    case 'union':
      return type.members.map(describeType).join(' | ');
    case 'tagged':
      return 'a union';
  }
}
