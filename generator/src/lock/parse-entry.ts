/** One entry of the lock, from JSON that may hold anything. */
import { root, type SourceFile, type Span } from '../diagnostics/place.js';
import type { AliasModel } from '../model/domain-model.js';
import type { AggregateShapes, EventFacts, Lineage, LineageVersion, MetadataShape } from '../model/domain-shapes.js';
import type { JsonValue } from '../model/type-model.js';
import type { EntryKey } from './entry-key.js';
import { asList, asObject, asTexts, type JsonObject, parseShape } from './parse-shape.js';

export interface EntrySource {
  readonly file: SourceFile;
  readonly key: EntryKey;
  readonly json: JsonObject;
  readonly place: Span;
}

/** What is wrong with an entry, to stand behind a colon. */
export class EntryMisfit {
  readonly problem: string;

  constructor(problem: string) {
    this.problem = problem;
  }
}

export function parseAggregate({ key, json, place, file }: EntrySource): AggregateShapes | EntryMisfit {
  const [context, name] = splitName(key.name);
  const { category, id, keeps = 'events' } = json;
  const parts = asList(id)?.map((part) => parsePart(part, file));
  if (context === undefined || name === undefined || typeof category !== 'string')
    return new EntryMisfit('it lacks its category');
  if (parts === undefined || !parts.every((part) => part !== undefined)) {
    return new EntryMisfit('its id is no list of names and types');
  }
  if (keeps !== 'events' && keeps !== 'facts' && keeps !== 'state')
    return new EntryMisfit('what it keeps is not known');
  return { context, name, category, id: parts, keeps, place };
}

function parsePart(json: JsonValue, file: SourceFile): AggregateShapes['id'][number] | undefined {
  const [name, shape] = asList(json) ?? [];
  const type = parseShape(shape, root(file));
  return typeof name !== 'string' || type === undefined ? undefined : { name, type };
}

export function parseMetadata({ json, place, file }: EntrySource): MetadataShape | EntryMisfit {
  const type = parseShape(json['shape'], root(file));
  return type === undefined ? new EntryMisfit('it lacks its shape') : { type, place };
}

/** What holds for all versions; `kind` is that of a lineage. */
export function parseHead(kind: Lineage['kind'], { key, json, place }: EntrySource): Lineage | EntryMisfit {
  const { name: fullName = key.name, aggregate } = json;
  const [context, name] = typeof fullName === 'string' ? splitName(fullName) : [];
  if (context === undefined || name === undefined) return new EntryMisfit('it has no name with its context');
  if (kind === 'type' ? aggregate !== undefined : typeof aggregate !== 'string') {
    return new EntryMisfit(kind === 'type' ? 'a type has no aggregate' : 'it lacks its aggregate');
  }
  const event = kind === 'event' ? parseFacts(json) : undefined;
  if (event instanceof EntryMisfit) return event;
  const own = typeof aggregate === 'string' ? aggregate : undefined;
  const nothing = { command: undefined, versions: [] };
  return {
    kind,
    context,
    name,
    type: key.name,
    aggregate: own,
    event,
    isRemoved: json['removed'] === true,
    ...nothing,
    place,
  };
}

function parseFacts({ aliases = [], becomes, retired, ignored }: JsonObject): EventFacts | EntryMisfit {
  const parsed = asList(aliases)?.map(parseAlias);
  if (parsed === undefined || !parsed.every((alias) => alias !== undefined)) {
    return new EntryMisfit('its aliases are no list of names');
  }
  const events = asTexts(becomes);
  if (becomes !== undefined && events === undefined) return new EntryMisfit('what it becomes is no list of events');
  return { aliases: parsed, becomes: events, isRetired: retired === true, isIgnored: ignored === true };
}

function parseAlias(json: JsonValue): AliasModel | undefined {
  if (typeof json === 'string') return { name: json, versions: [], unversioned: undefined };
  const { name, versions = {}, unversioned } = asObject(json) ?? {};
  const pairs = Object.entries(asObject(versions) ?? {}).map(([stored, schemaVersion]) => ({
    stored: Number(stored),
    schemaVersion: Number(schemaVersion),
  }));
  if (typeof name !== 'string') return undefined;
  return { name, versions: pairs, unversioned: typeof unversioned === 'number' ? unversioned : undefined };
}

export function parseLineageVersion(
  schemaVersion: number,
  { json, place, file }: EntrySource,
): LineageVersion | EntryMisfit {
  const { hash, step, shape } = json;
  const type = parseShape(shape, root(file));
  if (type === undefined) return new EntryMisfit('its shape is none that varve writes');
  if (typeof hash !== 'string' || !/^[0-9a-f]{16}$/.test(hash)) return new EntryMisfit('its hash is no 16 digits');
  if (schemaVersion === 1 ? step !== undefined : typeof step !== 'string') {
    return new EntryMisfit(schemaVersion === 1 ? 'a first version has no step' : 'it lacks its step');
  }
  return { schemaVersion, type, hash, step: typeof step === 'string' ? step : undefined, place };
}

/** `ordering.OrderPlaced` as context and name. */
function splitName(fullName: string): readonly [context: string, name: string] | readonly [] {
  const dot = fullName.lastIndexOf('.');
  return dot <= 0 || dot === fullName.length - 1 ? [] : [fullName.slice(0, dot), fullName.slice(dot + 1)];
}
