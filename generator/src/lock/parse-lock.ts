/**
 * The lock file as text → the shapes that were released. Trusts nothing in it: it is merged by git and mended by people. All
 * problems of a lock are told at once, each at its line.
 */
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../diagnostics/place.js';
import { failed, finish } from '../diagnostics/stage-result.js';
import {
  type AggregateShapes,
  type DomainShapes,
  type Lineage,
  lineageKey,
  type LineageVersion,
  type MetadataShape,
  typeIn,
} from '../model/domain-shapes.js';
import type { JsonValue } from '../model/type-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import { compareLineages, entryKey, parseEntryKey } from './entry-key.js';
import { report } from './lock-messages.js';
import { lockFormat } from './lock-text.js';
import {
  EntryMisfit,
  type EntrySource,
  parseAggregate,
  parseHead,
  parseLineageVersion,
  parseMetadata,
} from './parse-entry.js';
import { asObject, type JsonObject } from './parse-shape.js';
import { createShapeHasher } from './shape-hash.js';
import { conflictMarker, placeOfEntry, placeOfMistake, repeatedEntries } from './lock-places.js';

/** What was released, or what is wrong with the file. */
export function parseLock(file: SourceFile): StageResult<DomainShapes> {
  const marker = conflictMarker(file);
  if (marker !== undefined) return failed([report('conflict-markers', {}, marker)]);
  const json = parseJson(file);
  if (!json.ok) return json;
  const problem = formatProblem(json.value, file);
  if (problem !== undefined) return failed([problem]);
  const repeated = repeatedEntries(file, Object.keys(json.value).length);
  if (repeated.length > 0)
    return finish(
      nothing(file),
      repeated.map(({ key, at }) => report('duplicate-entry', { entry: key }, at)),
    );
  return parseEntries(json.value, file);
}

function parseJson(file: SourceFile): StageResult<JsonObject> {
  try {
    const json = asObject(JSON.parse(file.text.replace(/^\ufeff/, '')) as JsonValue);
    return json === undefined ? failed([report('no-lock', { problem: 'it is no object' }, whole(file))]) : finish(json);
  } catch (error) {
    return failed([report('not-json', {}, placeOfMistake(file, error))]);
  }
}

function formatProblem(json: JsonObject, file: SourceFile): Diagnostic | undefined {
  const { format } = json;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
    return report('no-lock', { problem: 'it does not say its format' }, whole(file));
  }
  if (format <= lockFormat) return undefined;
  return report('newer-format', { found: String(format), known: String(lockFormat) }, placeOfEntry(file, 'format'));
}

const whole = (file: SourceFile): Span => ({ file, start: 0, end: Math.min(1, file.text.length) });

interface Collected {
  readonly aggregates: [string, AggregateShapes][];
  readonly metadata: [string, MetadataShape][];
  readonly heads: Map<string, Lineage>;
  /** By key of their lineage. */
  readonly versions: Map<string, LineageVersion[]>;
  /** Shapes as they stand there. */
  readonly written: Map<LineageVersion, JsonValue | undefined>;
  readonly problems: Diagnostic[];
}

function parseEntries(json: JsonObject, file: SourceFile): StageResult<DomainShapes> {
  const collected: Collected = {
    aggregates: [],
    metadata: [],
    heads: new Map(),
    versions: new Map(),
    written: new Map(),
    problems: [],
  };
  for (const [key, value] of Object.entries(json)) {
    if (key !== 'format') parseEntry(key, value, file, collected);
  }
  const { aggregates, metadata, problems } = collected;
  const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
    byCodeUnit(left, right);
  const shapes: DomainShapes = {
    origin: file.path,
    isComplete: false,
    aggregates: new Map(aggregates.sort(byName)),
    lineages: lineagesOf(collected),
    metadata: new Map(metadata.sort(byName)),
  };
  if (problems.length === 0) problems.push(...hashProblems(shapes, collected));
  return finish(shapes, problems);
}

function parseEntry(key: string, value: JsonValue, file: SourceFile, collected: Collected): void {
  const { problems } = collected;
  const place = placeOfEntry(file, key);
  const parsed = parseEntryKey(key);
  const json = asObject(value);
  const refuse = (problem: string): void => void problems.push(report('entry-misfit', { entry: key, problem }, place));
  if (parsed === undefined) return refuse('it is none that varve writes');
  if (json === undefined) return refuse('it is no object');
  const misfit = collect({ file, key: parsed, json, place }, collected);
  return misfit === undefined ? undefined : refuse(misfit.problem);
}

function collect(
  entry: EntrySource,
  { aggregates, metadata, heads, versions, written }: Collected,
): EntryMisfit | undefined {
  const { kind, name, schemaVersion } = entry.key;
  if (kind === 'aggregate') return kept(parseAggregate(entry), (value) => aggregates.push([name, value]));
  if (kind === 'metadata') return kept(parseMetadata(entry), (value) => metadata.push([name, value]));
  const key = lineageKey({ kind, type: name });
  if (schemaVersion === undefined) return kept(parseHead(kind, entry), (value) => heads.set(key, value));
  return kept(parseLineageVersion(schemaVersion, entry), (value) => {
    const list = versions.get(key) ?? [];
    versions.set(key, list);
    list.push(value);
    written.set(value, entry.json['shape']);
  });
}

function kept<T extends object>(value: T | EntryMisfit, keep: (value: T) => unknown): EntryMisfit | undefined {
  if (value instanceof EntryMisfit) return value;
  keep(value);
  return undefined;
}

/** Heads with their versions; versions whose head a merge has lost are reported where they stand. */
function lineagesOf({ heads, versions, problems }: Collected): ReadonlyMap<string, Lineage> {
  for (const [key, list] of versions) {
    if (heads.has(key)) continue;
    for (const { place } of list) {
      problems.push(
        report('entry-misfit', { entry: key, problem: 'the line that says what it belongs to is gone' }, place),
      );
    }
  }
  const lineages = [...heads.values()].map((head) => {
    const own = versions.get(lineageKey(head)) ?? [];
    return { ...head, versions: own.sort((left, right) => left.schemaVersion - right.schemaVersion) };
  });
  return new Map(lineages.sort(compareLineages).map((lineage) => [lineageKey(lineage), lineage]));
}

/** A shape and its hash stand in one line; if they differ, or a named type is gone, somebody has changed one of them. */
function hashProblems(shapes: DomainShapes, { written }: Collected): readonly Diagnostic[] {
  const { hashOf } = createShapeHasher((ref) => typeIn(shapes, ref));
  return [...shapes.lineages.values()].flatMap(({ kind, type: name, versions }) =>
    versions.flatMap((each) => {
      const { schemaVersion, type, hash, place } = each;
      // As varve wrote it, the shape stands there as the very text that was hashed; a formatter may have been at it.
      if (hashOf(type, JSON.stringify(written.get(each))) === hash) return [];
      const computed = hashOf(type);
      const entry = entryKey({ kind, name, schemaVersion });
      return computed === hash ? [] : [report('hash-misfit', { entry, found: hash, computed }, place)];
    }),
  );
}

function nothing({ path }: SourceFile): DomainShapes {
  return { origin: path, isComplete: false, aggregates: new Map(), lineages: new Map(), metadata: new Map() };
}
