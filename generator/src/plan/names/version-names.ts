import type { NamedTypeModel } from '../../model/domain-model.js';
import type { InputIndex } from '../types/input-index.js';
import { constName, type Exported, type ModuleScope } from './module-scope.js';

/** The names of one version of a shape. */
export interface VersionNames {
  readonly data: Exported;
  /** What a maker takes, where that differs from the data. */
  readonly input: Exported | undefined;
  readonly shape: Exported;
}

/** Names of a context's types: `Line` and `line` where unversioned, `AddressV2` and `addressV2` otherwise. */
export function typeNames(
  types: readonly NamedTypeModel[],
  scope: ModuleScope,
  inputs: InputIndex,
): ReadonlyMap<NamedTypeModel, readonly VersionNames[]> {
  const plainFirst = types.toSorted((left, right) => Number(left.versioned) - Number(right.versioned));
  const datas = new Map<NamedTypeModel, readonly Exported[]>();
  for (const type of plainFirst) {
    datas.set(
      type,
      type.versions.map(({ schemaVersion }) => scope.declare('type', type.name + suffix(type, schemaVersion))),
    );
  }
  const entries = types.map((type) => {
    const versions = type.versions.map((typeVersion, index): VersionNames => {
      const data = datas.get(type)?.[index] ?? scope.declare('type', type.name);
      const ending = suffix(type, typeVersion.schemaVersion);
      return {
        data,
        input: inputs.differs(typeVersion.type) ? scope.declare('type', `${type.name}${ending}Input`) : undefined,
        shape: scope.declare('value', constName(type.name) + ending),
      };
    });
    return [type, versions] as const;
  });
  return new Map(entries);
}

const suffix = ({ versioned }: NamedTypeModel, schemaVersion: number): string =>
  versioned ? versionSuffix(schemaVersion) : '';

export const versionSuffix = (schemaVersion: number): string => `V${String(schemaVersion)}`;
