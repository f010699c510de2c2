/** One event, command, state or named type as it was and as it is. */
import type { StepModel } from '../../../model/step-model.js';
import type { DomainShapes, Lineage, LineageVersion } from '../../../model/domain-shapes.js';
import { typeIn } from '../../../model/domain-shapes.js';
import type { Change, DomainChangeKind, ShapeChange, ShapeChangeKind, Subject } from './change.js';
import type { RefType } from '../../../model/type-model.js';
import { walkTypes } from '../../../model/walk-types.js';
import { compareTypes, type Comparison, noRenames } from './compare-types.js';

export interface DomainComparison {
  readonly before: DomainShapes;
  readonly after: DomainShapes;
  /** Closed objects refuse fields that they do not know: `unknownFields: reject`. */
  readonly isStrict: boolean;
  /** The declared step to a was, if it is known. */
  readonly stepTo: (lineage: Pick<Lineage, 'kind' | 'type'>, schemaVersion: number) => StepModel | undefined;
}

/** What a lineage is in messages and waivers. */
export function subjectOf({ kind, context, name, type }: Lineage): Subject {
  return { kind, context, name, type };
}

/** A difference that is none of shapes. */
export function fact(
  kind: DomainChangeKind,
  lineage: Lineage,
  facts: Partial<Omit<Change, 'kind' | 'subject'>> = {},
): Change {
  return { kind, subject: subjectOf(lineage), ...noFacts, place: lineage.place, ...facts };
}

export const noFacts = {
  path: '',
  before: '',
  after: '',
  refusesOld: false,
  refusesNew: false,
  place: undefined,
  versions: undefined,
  detail: undefined,
  reaches: [],
} as const;

/** Whatever a version that was released has become. It was to stay as it was. */
export function compareVersions(old: Lineage, now: Lineage, comparison: DomainComparison): readonly Change[] {
  return old.versions.flatMap((was) => {
    const same = now.versions.find(({ schemaVersion }) => schemaVersion === was.schemaVersion);
    const versions = { from: was.schemaVersion, to: was.schemaVersion };
    if (same === undefined) return [fact('version-removed', now, { versions, refusesOld: true })];
    return [...frozenChanges({ was, same, now }, comparison), ...stepChanges({ was, same, now }, comparison)];
  });
}

interface FrozenVersion {
  readonly was: LineageVersion;
  readonly same: LineageVersion;
  readonly now: Lineage;
}

/** Constraints and defaults may change, and have kinds of their own; everything else is a change of what is frozen. */
function frozenChanges({ was, same, now }: FrozenVersion, comparison: DomainComparison): readonly Change[] {
  const { before, after } = comparison;
  const withConstraints = before.isComplete && after.isComplete;
  const isFrozen = was.hash === same.hash;
  if (isFrozen && !withConstraints) return [];
  const found = compareTypes(was.type, same.type, spotOf(same), {
    ...lookups(before, after),
    isStrict: comparison.isStrict,
    withConstraints,
    withReferences: true,
    renames: noRenames,
    renamesBetween: () => noRenames,
  });
  const versions = { from: was.schemaVersion, to: was.schemaVersion };
  return found.map((change) => {
    const common = { ...change, subject: subjectOf(now), versions, reaches: [] };
    if (isSoft(change.kind)) return { ...common, detail: undefined };
    const reaches = now.kind === 'type' ? reachedBy(now, was.schemaVersion, after) : [];
    return { ...common, kind: 'version-changed', detail: change.kind, reaches };
  });
}

/** What is no part of the frozen shape. */
function isSoft(kind: ShapeChangeKind): boolean {
  return kind.startsWith('constraint-') || kind.startsWith('default-');
}

function stepChanges({ was, same, now }: FrozenVersion, { stepTo }: DomainComparison): readonly Change[] {
  if (was.step === undefined || was.step === same.step) return [];
  const versions = { from: was.schemaVersion, to: was.schemaVersion };
  return [fact('step-changed', now, { versions, place: stepTo(now, same.schemaVersion)?.place ?? same.place })];
}

/** From the last version that was released to the last one there is. */
export function compareLatest(old: Lineage, now: Lineage, comparison: DomainComparison): readonly Change[] {
  const last = old.versions.at(-1);
  const latest = now.versions.at(-1);
  if (last === undefined || latest === undefined || latest.schemaVersion <= last.schemaVersion) return [];
  const { before, after, isStrict } = comparison;
  // The same was as it is written now knows constraints too; that it still is the same was looked at.
  const own = now.versions.find(({ schemaVersion }) => schemaVersion === last.schemaVersion);
  const source = own === undefined ? before : after;
  const changes = compareTypes((own ?? last).type, latest.type, spotOf(latest), {
    ...lookups(source, after),
    isStrict,
    withConstraints: source.isComplete && after.isComplete,
    withReferences: false,
    renames: renamesBetween(now, last.schemaVersion, latest.schemaVersion, comparison),
    renamesBetween: (one, other) => renamesOfType(one, other, comparison),
  });
  const versions = { from: last.schemaVersion, to: latest.schemaVersion };
  const added = now.versions.filter(({ schemaVersion }) => schemaVersion > last.schemaVersion);
  return [
    ...added.map(({ schemaVersion, place }) =>
      fact('version-added', now, { versions: { from: last.schemaVersion, to: schemaVersion }, place }),
    ),
    ...changes.map((change: ShapeChange): Change => ({
      ...change,
      subject: subjectOf(now),
      versions,
      detail: undefined,
      reaches: [],
    })),
  ];
}

const spotOf = ({ place }: LineageVersion) => ({ path: '', place });

function lookups(before: DomainShapes, after: DomainShapes): Pick<Comparison, 'typeBefore' | 'typeAfter'> {
  return { typeBefore: (ref) => typeIn(before, ref), typeAfter: (ref) => typeIn(after, ref) };
}

function renamesOfType(one: RefType, other: RefType, comparison: DomainComparison): ReadonlyMap<string, string> {
  if (one.context !== other.context || one.name !== other.name) return noRenames;
  const type = { kind: 'type', type: `${one.context}.${one.name}` } as const;
  return renamesBetween(type, one.schemaVersion, other.schemaVersion, comparison);
}

/** Old paths to new ones, followed from step to step. */
function renamesBetween(
  lineage: Pick<Lineage, 'kind' | 'type'>,
  from: number,
  to: number,
  { stepTo }: DomainComparison,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (let schemaVersion = from + 1; schemaVersion <= to; schemaVersion += 1) {
    for (const operation of stepTo(lineage, schemaVersion)?.operations ?? []) {
      if (operation.kind !== 'rename') continue;
      const [source, target] = [operation.from, operation.to].map(({ segments }) =>
        segments.map((segment) => (segment.kind === 'key' ? segment.name : '*')).join('.'),
      );
      const first = [...renames].find(([, newer]) => newer === source)?.[0] ?? source;
      if (first !== undefined && target !== undefined) renames.set(first, target);
    }
  }
  return renames;
}

/** Versions of messages that hold a was of a type, directly or through other types. */
function reachedBy(type: Lineage, schemaVersion: number, shapes: DomainShapes): Change['reaches'] {
  const wanted = new Set([`${type.type}@${String(schemaVersion)}`]);
  const all = [...shapes.lineages.values()];
  // Types that hold it hold it for whoever holds them; a few rounds, as many as types nest.
  for (let before = 0; before !== wanted.size;) {
    before = wanted.size;
    for (const each of all.filter(({ kind }) => kind === 'type')) {
      for (const own of each.versions) {
        if (refersTo(own.type, wanted)) wanted.add(`${each.type}@${String(own.schemaVersion)}`);
      }
    }
  }
  return all
    .filter(({ kind }) => kind !== 'type')
    .flatMap((each) =>
      each.versions
        .filter((own) => refersTo(own.type, wanted))
        .map((own) => ({ name: `${each.name} ${String(own.schemaVersion)}`, place: own.place })),
    );
}

function refersTo(type: LineageVersion['type'], wanted: ReadonlySet<string>): boolean {
  let found = false;
  walkTypes(type, (inner) => {
    if (inner.kind === 'ref') found ||= wanted.has(`${inner.context}.${inner.name}@${String(inner.schemaVersion)}`);
  });
  return found;
}
