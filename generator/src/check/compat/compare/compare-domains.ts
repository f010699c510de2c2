/**
 * Two domains to every difference between them that stored data, readers, senders or code may notice. Facts only, in the
 * order of kinds and names; what each of them means is said by the rules beside this folder.
 */
import type { AggregateShapes, DomainShapes, Lineage } from '../../../model/domain-shapes.js';
import { isStoredState, lineageKey, typeIn } from '../../../model/domain-shapes.js';
import { standardContext } from '../../../naming/standard-context.js';
import type { Change, Subject } from './change.js';
import { compareCommands } from './compare-commands.js';
import { compareEvents } from './compare-events.js';
import { compareLatest, compareVersions, type DomainComparison, fact, noFacts } from './compare-lineages.js';
import { compareTypes, noRenames } from './compare-types.js';
import { typeWords } from './type-words.js';

export type { DomainComparison };

export function compareDomains(comparison: DomainComparison): readonly Change[] {
  const changes = [...aggregateChanges(comparison), ...lineageChanges(comparison), ...metadataChanges(comparison)];
  return changes.map((change) => aboutStored(change, comparison));
}

/** What was released of a state matters to stores only where its values were stored. */
function aboutStored(change: Change, { before }: DomainComparison): Change {
  const { kind, type } = change.subject;
  const isStored = kind === 'state' && isStoredState(before, { kind, type });
  return isStored ? { ...change, subject: { ...change.subject, isStored } } : change;
}

function lineageChanges(comparison: DomainComparison): readonly Change[] {
  const { before, after } = comparison;
  const matched = new Set<Lineage>();
  const changes: Change[] = [];
  for (const old of before.lineages.values()) {
    const now = successorOf(old, after);
    if (now !== undefined) matched.add(now);
    changes.push(
      ...(old.isRemoved ? reuseOf(old, now) : now === undefined ? removed(old, after) : compared(old, now, comparison)),
    );
  }
  for (const now of after.lineages.values()) {
    if (matched.has(now) || isStandard(now)) continue;
    changes.push(fact(`${now.kind}-added`, now, { refusesNew: true }), ...takenNames(now, before));
  }
  return changes;
}

// Standard types come and go with the import, and the package keeps what they are.
const isStandard = ({ kind, context }: Lineage): boolean => kind === 'type' && context === standardContext;

/** The same thing today. An event may be stored under another name now. */
function successorOf(old: Lineage, after: DomainShapes): Lineage | undefined {
  const same = after.lineages.get(lineageKey(old));
  if (same !== undefined || old.kind !== 'event') return same;
  const events = [...after.lineages.values()].filter(({ kind }) => kind === 'event');
  const byAlias = events.find(({ event }) => event?.aliases.some(({ name }) => name === old.type));
  return byAlias ?? events.find(({ context, name }) => context === old.context && name === old.name);
}

/** Said where it should be; of what had no aggregate, where it was released. */
function removed(old: Lineage, after: DomainShapes): readonly Change[] {
  if (isStandard(old)) return [];
  const owner = after.aggregates.get(`${old.context}.${old.aggregate ?? ''}`);
  return [fact(`${old.kind}-removed`, old, { refusesOld: true, place: owner?.place ?? old.place })];
}

/** What was given up leaves its name to nobody. */
function reuseOf(old: Lineage, now: Lineage | undefined): readonly Change[] {
  return now === undefined ? [] : [fact('name-reused', now, { before: old.type, refusesOld: true })];
}

/** Names under which something else was stored, or is read. */
function takenNames(now: Lineage, before: DomainShapes): readonly Change[] {
  const own = [now.type, ...(now.event?.aliases ?? []).map(({ name }) => name)];
  const owners = [...before.lineages.values()].filter(
    ({ kind, type, event }) =>
      kind === 'event' &&
      now.kind === 'event' &&
      type !== now.type &&
      (event?.aliases ?? []).some(({ name }) => own.includes(name)),
  );
  return owners.map((owner) => fact('name-reused', now, { before: owner.type, refusesOld: true }));
}

function compared(old: Lineage, now: Lineage, comparison: DomainComparison): readonly Change[] {
  const isMessage = now.kind === 'event' || now.kind === 'command' || isStoredState(comparison.before, now);
  return [
    ...compareEvents(old, now),
    ...compareCommands(old, now),
    ...compareVersions(old, now, comparison),
    // A version of a type, or of a state, breaks nobody by being there: messages say which one they hold.
    ...compareLatest(old, now, comparison).filter(({ kind }) => isMessage || kind === 'version-added'),
  ];
}

function aggregateChanges({ before, after }: DomainComparison): readonly Change[] {
  return [...before.aggregates].flatMap(([key, old]) => {
    const now = after.aggregates.get(key);
    if (now === undefined) return [];
    const subject: Subject = { kind: 'aggregate', context: now.context, name: now.name, type: key };
    const common = { subject, ...noFacts, place: now.place };
    const changes: Change[] = [];
    if (old.category !== now.category) {
      const both = { refusesOld: true, refusesNew: true };
      changes.push({ ...common, kind: 'category-changed', before: old.category, after: now.category, ...both });
    }
    if (old.keeps !== now.keeps) changes.push(...keepingChanges(old, now, common));
    const [wasId, isId] = [identityWords(old), identityWords(now)];
    if (wasId !== isId) {
      changes.push({
        ...common,
        kind: 'identity-changed',
        before: wasId,
        after: isId,
        refusesOld: true,
        refusesNew: true,
      });
    }
    return changes;
  });
}

/** Facts may begin beside the events; whatever else changes leaves something stored that nobody reads. */
function keepingChanges(
  { keeps: before }: AggregateShapes,
  { keeps: after }: AggregateShapes,
  common: Omit<Change, 'kind'>,
): readonly Change[] {
  if (before === 'state' || after === 'state') {
    return [{ ...common, kind: 'persistence-changed', before, after, refusesOld: true, refusesNew: true }];
  }
  return [
    after === 'facts'
      ? { ...common, kind: 'fact-added', refusesNew: true }
      : { ...common, kind: 'fact-removed', refusesOld: true },
  ];
}

function identityWords({ id }: AggregateShapes): string {
  return id.map(({ name, type }) => `${name}: ${typeWords(type)}`).join(', ');
}

function metadataChanges({ before, after, isStrict }: DomainComparison): readonly Change[] {
  const changes = [...before.metadata].flatMap(([name, old]): readonly Change[] => {
    const now = after.metadata.get(name);
    const common = { subject: metadataSubject(name), ...noFacts, place: now?.place ?? old.place };
    if (now === undefined) return [{ ...common, kind: 'metadata-key-removed', before: typeWords(old.type) }];
    const found = compareTypes(
      old.type,
      now.type,
      { path: '', place: now.place },
      {
        typeBefore: (ref) => typeIn(before, ref),
        typeAfter: (ref) => typeIn(after, ref),
        isStrict,
        withConstraints: false,
        withReferences: true,
        renames: noRenames,
        renamesBetween: () => noRenames,
      },
    );
    if (found.length === 0) return [];
    const refuses = {
      refusesOld: found.some(({ refusesOld }) => refusesOld),
      refusesNew: found.some(({ refusesNew }) => refusesNew),
    };
    return [
      { ...common, kind: 'metadata-key-retyped', before: typeWords(old.type), after: typeWords(now.type), ...refuses },
    ];
  });
  const added = [...after.metadata].filter(([name]) => !before.metadata.has(name));
  return [
    ...changes,
    ...added.map(([name, { place }]): Change => ({
      ...noFacts,
      kind: 'metadata-key-added',
      subject: metadataSubject(name),
      place,
    })),
  ];
}

function metadataSubject(name: string): Subject {
  return { kind: 'metadata', context: '', name, type: name };
}
