/** What snapshots are told apart by: nothing that would change a folded state, and that a schema says, is left out. */
import type {
  AggregateModel,
  AliasModel,
  DeclaredSteps,
  DomainModel,
  EventModel,
  NamedTypeModel,
} from '../model/domain-model.js';
import type { ReleasableVersion } from '../model/release-model.js';
import type { JsonValue, TypeModel } from '../model/type-model.js';
import { walkTypes } from '../model/walk-types.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import { canonicalJson } from './canonical-json.js';
import { typeOfVersion } from './domain-shapes-of.js';
import { shortHash } from './shape-hash.js';
import { stepText } from './step-text.js';

export function snapshotHash(
  { snapshot, state, events }: AggregateModel,
  model: DomainModel,
  hashOf: (each: ReleasableVersion) => string,
): string {
  const stored = events.flatMap(({ versions }) => versions.map(typeOfVersion));
  const types = reachedTypes(stored, model).map((type) => [`${type.context}.${type.name}`, stepsOf(type.versions)]);
  const text = canonicalJson([
    snapshot?.revision ?? 1,
    state === undefined ? null : hashOf(state.versions[state.versions.length - 1] ?? state.versions[0]),
    events.map((event) => eventJson(event, hashOf)).sort(byText),
    types.sort(byText),
  ]);
  return shortHash(text);
}

function eventJson(
  { type, versions, aliases, becomes, ignored }: EventModel,
  hashOf: (each: ReleasableVersion) => string,
): JsonValue {
  return [
    type,
    versions.map(hashOf),
    stepsOf(versions),
    aliases.map((alias) => canonicalJson(aliasJson(alias))).sort(byCodeUnit),
    becomes === undefined ? [] : becomes.map(({ event, schemaVersion }) => [event, schemaVersion]),
    ignored !== undefined,
  ];
}

function aliasJson({ name, versions, unversioned }: AliasModel): JsonValue {
  return [name, versions.map(({ stored, schemaVersion }) => [stored, schemaVersion]), unversioned ?? null];
}

const stepsOf = (versions: readonly DeclaredSteps[]): JsonValue =>
  versions.map(({ upcast }) => (upcast === undefined ? null : stepText(upcast)));

const byText = (left: JsonValue, right: JsonValue): number => byCodeUnit(canonicalJson(left), canonicalJson(right));

/** Named types that are reached from some, whichever of their versions. */
function reachedTypes(from: readonly TypeModel[], { contexts }: DomainModel): readonly NamedTypeModel[] {
  const known = new Map(
    contexts.flatMap(({ name, types }) =>
      types.map((type): [string, NamedTypeModel] => [`${name}.${type.name}`, type]),
    ),
  );
  const reached = new Set<NamedTypeModel>();
  const reach = (type: TypeModel): void => {
    walkTypes(type, (inner) => {
      const named = inner.kind === 'ref' ? known.get(`${inner.context}.${inner.name}`) : undefined;
      if (named === undefined || reached.has(named)) return;
      reached.add(named);
      for (const each of named.versions) reach(each.type);
    });
  };
  from.forEach(reach);
  return [...reached];
}
