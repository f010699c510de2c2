import type { DomainModel, NamedTypeModel, TypeVersionModel } from './domain-model.js';
import type { RefType } from './type-model.js';

export interface FoundType {
  readonly type: NamedTypeModel;
  readonly typeVersion: TypeVersionModel;
}

type TypeIndex = ReadonlyMap<string, NamedTypeModel>;

// Models are frozen, so an index made once stays right.
const indexes = new WeakMap<DomainModel, TypeIndex>();

/** What a reference means. In a model that `bind` gave every reference is found. */
export function findType(model: DomainModel, ref: RefType): FoundType | undefined {
  const type = indexOf(model).get(`${ref.context}.${ref.name}`);
  const typeVersion = type?.versions[ref.schemaVersion - 1];
  return type === undefined || typeVersion === undefined ? undefined : { type, typeVersion };
}

function indexOf(model: DomainModel): TypeIndex {
  const known = indexes.get(model);
  if (known !== undefined) return known;
  const types = model.contexts.flatMap((context) => context.types);
  const index = new Map(types.map((type) => [`${type.context}.${type.name}`, type]));
  indexes.set(model, index);
  return index;
}
