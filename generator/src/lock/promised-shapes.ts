import { type DomainShapes, lineageKey } from '../model/domain-shapes.js';

/** What of some schemas their own lock holds: drafts promise nothing to anybody. Named types stay, as shapes refer to them. */
export function promisedShapes(shapes: DomainShapes, lock: DomainShapes): DomainShapes {
  const lineages = [...shapes.lineages.values()].flatMap((lineage) => {
    if (lineage.kind === 'type') return [lineage];
    const released = lock.lineages.get(lineageKey(lineage));
    const versions = lineage.versions.filter(({ schemaVersion, hash }) =>
      released?.versions.some((each) => each.schemaVersion === schemaVersion && each.hash === hash),
    );
    return versions.length === 0 ? [] : [{ ...lineage, versions }];
  });
  const gone = [...lock.lineages.values()].filter(({ isRemoved }) => isRemoved);
  return { ...shapes, lineages: new Map([...lineages, ...gone].map((lineage) => [lineageKey(lineage), lineage])) };
}
