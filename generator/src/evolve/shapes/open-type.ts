/** Types with their names looked through. */
import type { DomainModel } from '../../model/domain-model.js';
import { findType } from '../../model/find-type.js';
import type { RefType, TypeModel } from '../../model/type-model.js';

export type NamelessType = Exclude<TypeModel, RefType>;

/** The type that a name stands for. */
export function nameless(type: TypeModel, model: DomainModel): NamelessType {
  let found = type;
  while (found.kind === 'ref') {
    const next = findType(model, found)?.typeVersion.type;
    if (next === undefined) throw new Error(`A reference to ${found.context}.${found.name} leads nowhere.`);
    found = next;
  }
  return found;
}

/** Members of a union, also of one behind a name; the type itself where it is none. No member is a union. */
export function membersOf(type: TypeModel, model: DomainModel): readonly TypeModel[] {
  const open = nameless(type, model);
  if (open.kind !== 'union') return [type];
  return open.members.flatMap((member) => membersOf(member, model));
}

/** What a type is where it is not null. */
export interface OpenType {
  /** `undefined` for null alone. */
  readonly type: NamelessType | undefined;
  /** The same with its name. */
  readonly named: TypeModel;
  readonly nullable: boolean;
}

export function openType(type: TypeModel, model: DomainModel): OpenType {
  const members = membersOf(type, model);
  const others = members.filter((member) => nameless(member, model).kind !== 'null');
  const nullable = others.length < members.length;
  const [only] = others;
  if (only === undefined) return { type: undefined, named: type, nullable };
  const named: TypeModel = others.length === 1 ? only : nullable ? { kind: 'union', members: others } : type;
  return { type: nameless(named, model), named, nullable };
}
