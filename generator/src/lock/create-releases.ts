import type { DomainModel } from '../model/domain-model.js';
import type { DomainShapes, LineageKind } from '../model/domain-shapes.js';
import { findType } from '../model/find-type.js';
import type { ReleasableVersion, Releases } from '../model/release-model.js';
import { standardContext } from '../naming/standard-context.js';
import type { TypeLookup } from '../values/type-lookup.js';
import { typeOfVersion } from './domain-shapes-of.js';
import { projectionHash } from './projection-hash.js';
import { createShapeHasher } from './shape-hash.js';
import { snapshotHash } from './snapshot-hash.js';

/** Fingerprints of a model's shapes, and which of them the lock holds; without a lock nothing was released. */
export function createReleases(model: DomainModel, lock: DomainShapes | undefined): Releases {
  const lookup: TypeLookup = (ref) => findType(model, ref)?.typeVersion.type;
  const { hashOf } = createShapeHasher(lookup);
  const hashes = new Map<ReleasableVersion, string>();
  const owners = ownersOf(model);
  const cached = (each: ReleasableVersion): string => {
    const hash = hashes.get(each) ?? hashOf(typeOfVersion(each));
    hashes.set(each, hash);
    return hash;
  };
  return {
    hashOf: cached,
    snapshotHashOf: (aggregate) => snapshotHash(aggregate, model, cached),
    projectionHashOf: (projection) => projectionHash(projection, lookup, hashOf),
    isDraft(each) {
      const owner = owners.get(each);
      // Standard types come with the package, which never changes a version of them.
      if (owner?.isStandard === true) return false;
      const lineage = owner === undefined ? undefined : lock?.lineages.get(`${owner.kind} ${owner.type}`);
      const released = lineage?.versions.find(({ schemaVersion }) => schemaVersion === each.schemaVersion);
      return lineage?.isRemoved === true || released?.hash !== cached(each);
    },
  };
}

interface Owner {
  readonly kind: LineageKind;
  readonly type: string;
  readonly isStandard: boolean;
}

function ownersOf({ contexts }: DomainModel): ReadonlyMap<ReleasableVersion, Owner> {
  const owners = new Map<ReleasableVersion, Owner>();
  const own = (kind: LineageKind, type: string, versions: readonly ReleasableVersion[], isStandard = false): void => {
    for (const each of versions) owners.set(each, { kind, type, isStandard });
  };
  for (const { types, aggregates } of contexts) {
    for (const { context, name, versions } of types)
      own('type', `${context}.${name}`, versions, context === standardContext);
    for (const { context, name, events, commands, state } of aggregates) {
      for (const event of events) own('event', event.type, event.versions);
      for (const command of commands) own('command', command.type, command.versions);
      own('state', `${context}.${name}`, state?.versions ?? []);
    }
  }
  return owners;
}
