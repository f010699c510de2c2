import { eventsIn } from '../codec/become.js';
import { createEventCodec, type EventCodec } from '../codec/event-codec.js';
import { eventMetadata } from '../command/command-identity.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { AnyRow } from '../projection/bound-projection.js';
import { foldEvents, type FoldedEvent, type Folder } from '../projection/fold-events.js';
import { MemoryRows } from '../projection/memory-rows.js';
import { decodeColumns } from '../projection/row-columns.js';
import type { Registry, StoredName } from '../registry/registry.js';
import { streamIdOf, streamNameOf } from '../repository/stream-identity.js';
import type { StoredEvent } from '../store/stored-event.js';
import { createMemoryEventStore } from '../stores/memory/memory-event-store.js';
import type { ViewKey, ViewRow } from '../store/view.js';
import type { GivenProjectionOptions, HappenedEvent, HappenedStored } from './given-projection.js';

/** Events as they lie in a log, and whose they are. */
export type Page = readonly { readonly stored: StoredEvent; readonly tenant: string | undefined }[];

const uuidOf = (place: number): EventId => `00000000-0000-5000-8000-${place.toString(16).padStart(12, '0')}` as EventId;

/** How many events a stream has. */
const lengthOf = (page: Page, streamName: StoredEvent['streamName'], tenant: string | undefined): number =>
  page.filter((each) => each.stored.streamName === streamName && each.tenant === tenant).length;

/** Where a story of a projection takes place. */
export class ProjectionStage {
  readonly folder: Folder;
  readonly #codecs: readonly (readonly [Registry, EventCodec])[];
  readonly #recordedAt: string;

  constructor(folder: Folder, { registries, recordedAt = '2026-01-01T00:00:00Z' }: GivenProjectionOptions) {
    this.folder = folder;
    this.#recordedAt = recordedAt;
    this.#codecs = registries.map((registry) => [registry, createEventCodec(registry, { random: () => 0 })]);
  }

  /** Stored as it would be today. @throws InvalidMessageError, InvalidStreamNameError, InvalidUseError */
  encoded({ event, id, metadata: given = {}, tenant }: HappenedEvent, before: Page): Page[number] {
    const { codec, named } = this.#find(event.type);
    const eventId = uuidOf(before.length);
    const whose = tenant === undefined ? given : { ...given, tenant };
    const { metadata, text } = codec.encodeMetadata(eventMetadata(whose, 'given', undefined));
    const { stored } = codec.encode(event, eventId, { id, metadata, metadataText: text });
    const streamName = streamNameOf(named.aggregate, id);
    const position = lengthOf(before, streamName, tenant);
    return { stored: { ...stored, streamName, position, recordedAt: this.#recordedAt }, tenant };
  }

  /** @throws InvalidStreamNameError, InvalidUseError */
  written(sample: HappenedStored, before: Page): Page[number] {
    const { type, schemaVersion, data, metadata = {}, recordedAt = this.#recordedAt, id, tenant } = sample;
    const streamName = streamNameOf(this.#find(type).named.aggregate, id);
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    const stored = { type, schemaVersion, data: text, metadata: JSON.stringify(metadata), streamName, recordedAt };
    const position = lengthOf(before, streamName, tenant);
    return { stored: { ...stored, eventId: uuidOf(before.length), position }, tenant };
  }

  /** @throws StoredEventError */
  decoded({ stored, tenant }: Page[number]): readonly FoldedEvent[] {
    const { codec, named } = this.#find(stored.type);
    const id = streamIdOf(named.aggregate, stored.streamName);
    return eventsIn(codec.decode(stored, id)).map((event) => (tenant === undefined ? { event } : { event, tenant }));
  }

  #find(type: string): { readonly codec: EventCodec; readonly named: StoredName } {
    for (const [registry, codec] of this.#codecs) {
      const named = registry.names.get(type);
      if (named !== undefined) return { codec, named };
    }
    throw new InvalidUseError(`None of the registries has ${type}.`);
  }
}

/** Rows after everything was folded. */
export class StagedRows {
  readonly #folder: Folder;
  readonly #rows: MemoryRows;
  readonly #tenants: ReadonlySet<string | undefined>;

  constructor(folder: Folder, rows: MemoryRows, tenants: ReadonlySet<string | undefined>) {
    this.#folder = folder;
    this.#rows = rows;
    this.#tenants = tenants;
  }

  /** In the order of their keys. */
  all(tenant?: string): readonly AnyRow[] {
    return this.#rows.sorted(this.#folder.columns.view, tenant).map((row) => this.#decode(row));
  }

  at(key: ViewKey, tenant?: string): AnyRow | undefined {
    const row = this.#rows.rowAt(key, tenant);
    return row && this.#decode(row);
  }

  everything(): readonly (readonly AnyRow[])[] {
    return [...this.#tenants].map((tenant) => this.all(tenant));
  }

  #decode(row: ViewRow): AnyRow {
    return decodeColumns(this.#folder.columns.all, row);
  }
}

/** @throws FoldFailure, StoredEventError */
export async function foldOnce(stage: ProjectionStage, pages: readonly Page[]): Promise<StagedRows> {
  const { folder } = stage;
  const rows = new MemoryRows(folder.columns);
  const store = createMemoryEventStore();
  const isLive = folder.bound.definition.run === 'live';
  for (const page of pages) {
    const events = page.flatMap((each) => stage.decoded(each));
    const target = { view: folder.columns.view, rows };
    if (isLive) await foldEvents(folder, events, { ...target, unit: undefined });
    else await store.transact((unit) => foldEvents(folder, events, { ...target, unit }));
  }
  return new StagedRows(folder, rows, new Set([undefined, ...pages.flat().map(({ tenant }) => tenant)]));
}
