import type { NullType, TypeModel, UnionType } from '../../model/type-model.js';
import { unresolvedType } from '../../values/unresolved-type.js';

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
