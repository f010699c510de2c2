/** What the lock holds after a release: everything it held, and everything there is now. */
import {
  type AggregateShapes,
  type DomainShapes,
  type Lineage,
  lineageKey,
  type LineageKind,
} from '../model/domain-shapes.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import { compareLineages } from './entry-key.js';

/** A version that a release makes final. */
export interface ReleasedName {
  readonly kind: LineageKind;
  /** `ordering.OrderPlaced`. */
  readonly name: string;
  readonly schemaVersion: number;
}

/** What is gone stays, so that nothing else ever takes its name. */
export function releaseShapes(lock: DomainShapes | undefined, now: DomainShapes): DomainShapes {
  if (lock === undefined) return now;
  const gone = [...lock.lineages.values()].filter((old) => !now.lineages.has(lineageKey(old)));
  const kept = [...now.lineages.values()].map((lineage) =>
    withOldVersions(lineage, lock.lineages.get(lineageKey(lineage))),
  );
  const lineages = [...kept, ...gone.map((old): Lineage => ({ ...old, isRemoved: true }))].sort(compareLineages);
  return {
    ...now,
    aggregates: merged<AggregateShapes>(lock.aggregates, now.aggregates),
    lineages: new Map(lineages.map((lineage) => [lineageKey(lineage), lineage])),
    metadata: merged(lock.metadata, now.metadata),
  };
}

/** Versions that were taken back, which somebody has accepted. */
function withOldVersions(now: Lineage, old: Lineage | undefined): Lineage {
  const gone = (old?.versions ?? []).filter(({ schemaVersion }) =>
    now.versions.every((each) => each.schemaVersion !== schemaVersion),
  );
  if (gone.length === 0) return now;
  const versions = [...now.versions, ...gone].sort((left, right) => left.schemaVersion - right.schemaVersion);
  return { ...now, versions };
}

function merged<T>(old: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...old, ...now].sort(([left], [right]) => byCodeUnit(left, right)));
}

/** Versions that the lock does not hold as they are now, in its order. */
export function newlyReleased(lock: DomainShapes | undefined, now: DomainShapes): readonly ReleasedName[] {
  return [...now.lineages.values()].flatMap(({ kind, context, name, type, versions }) => {
    const known = lock?.lineages.get(lineageKey({ kind, type }));
    return versions
      .filter(
        ({ schemaVersion, hash }) =>
          known?.isRemoved === true ||
          known?.versions.find((each) => each.schemaVersion === schemaVersion)?.hash !== hash,
      )
      .map(({ schemaVersion }) => ({ kind, name: `${context}.${name}`, schemaVersion }));
  });
}
