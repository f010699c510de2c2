import type { EventId, StreamName } from '../../message/identifiers.js';
import { categoryOf } from '../../store/check-append.js';
import type { ArchiveMove } from '../../store/judge-archive.js';
import type { AppendView, EventPlace } from '../../store/judge-append.js';
import { logPositionOf } from '../../store/numeric-log-position.js';
import type { ReadLogOptions } from '../../store/read.js';
import type { StreamEnd } from '../../store/read-bounds.js';
import type { LoggedStoredEvent, NewStoredEvent, StoredEvent } from '../../store/stored-event.js';
import { keyOfTenant, tenantSaid } from '../../store/tenant.js';

/** An event as it is kept, with its stream. */
interface KeptEvent extends StoredEvent {
  readonly stream: MemoryStream;
}

/** One stream. `visible` events are committed; those behind belong to the unit that is open. */
export interface MemoryStream {
  /** Whose it is; empty for nobody's. */
  readonly tenant: string;
  readonly streamName: StreamName;
  readonly events: StoredEvent[];
  /** Index in the log of each event. */
  readonly places: number[];
  visible: number;
  closed: boolean;
  archived: boolean;
  archivedBefore: number;
}

/**
 * The events themselves: streams, their order in the log, and where each id lies. Writers push behind the visible marks
 * and then `commit` or `rollback`; readers look at what is visible only, and are given copies.
 */
export class MemoryLog {
  /** By tenant and name as one text. */
  readonly #streams = new Map<string, MemoryStream>();
  readonly #log: KeptEvent[] = [];
  readonly #ids = new Map<EventId, KeptEvent>();
  /** Streams with open changes, in the order of their first one. */
  readonly #touched: MemoryStream[] = [];
  #visible = 0;
  /** Streams were deleted, or archived, at some time: reads of the log have to look. */
  #anyHidden = false;

  /** Number of committed events. */
  get head(): number {
    return this.#visible;
  }

  stream(tenant: string, streamName: StreamName): MemoryStream | undefined {
    return this.#streams.get(keyOfTenant(tenant, streamName));
  }

  streams(): Iterable<MemoryStream> {
    return this.#streams.values();
  }

  /** Whose event it is, and where it lies; `undefined` for one that is not committed. */
  committedEvent(eventId: EventId): (EventPlace & { readonly tenant: string }) | undefined {
    const event = this.#ids.get(eventId);
    if (event === undefined || event.position >= event.stream.visible) return undefined;
    return { streamName: event.streamName, position: event.position, tenant: event.stream.tenant };
  }

  openStream(tenant: string, streamName: StreamName): MemoryStream {
    const known = this.stream(tenant, streamName);
    if (known !== undefined) return known;
    const stream: MemoryStream = {
      tenant,
      streamName,
      events: [],
      places: [],
      visible: 0,
      closed: false,
      archived: false,
      archivedBefore: 0,
    };
    this.#streams.set(keyOfTenant(tenant, streamName), stream);
    return stream;
  }

  close(tenant: string, streamName: StreamName): void {
    Object.assign(this.openStream(tenant, streamName), { closed: true, archived: false });
    this.#anyHidden = true;
  }

  /** Marks the events before a position as archived, and no others. */
  archive(stream: MemoryStream, { before, closes }: ArchiveMove): void {
    Object.assign(stream, { closed: closes, archived: closes, archivedBefore: before });
    this.#anyHidden = true;
  }

  viewOf(tenant: string, stream: MemoryStream | undefined): AppendView {
    return new MemoryView(tenant, stream, this.#ids);
  }

  /** Writes behind the visible marks of the stream and the log. */
  push(stream: MemoryStream, events: readonly NewStoredEvent[], recordedAt: string): void {
    const { streamName } = stream;
    if (stream.events.length === stream.visible) this.#touched.push(stream);
    for (const { eventId, type, schemaVersion, data, metadata } of events) {
      const position = stream.events.length;
      const stored = { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt, stream };
      this.#ids.set(eventId, stored);
      stream.places.push(this.#log.length);
      this.#log.push(stored);
      stream.events.push(stored);
    }
  }

  /** Streams with open changes. */
  touched(): readonly Pick<MemoryStream, 'tenant' | 'streamName'>[] {
    return [...this.#touched];
  }

  commit(): void {
    for (const stream of this.#touched) stream.visible = stream.events.length;
    this.#touched.length = 0;
    this.#visible = this.#log.length;
  }

  rollback(): void {
    for (const { eventId } of this.#log.slice(this.#visible)) this.#ids.delete(eventId);
    this.#log.length = this.#visible;
    for (const stream of this.#touched) {
      stream.events.length = stream.visible;
      stream.places.length = stream.visible;
      if (stream.visible === 0 && !stream.closed) this.#streams.delete(keyOfTenant(stream.tenant, stream.streamName));
    }
    this.#touched.length = 0;
  }

  eventIdAt(place: number): EventId | undefined {
    return place <= this.#visible ? this.#log[place - 1]?.eventId : undefined;
  }

  /** Events at log indexes `after` to `to - 1` that are not hidden and pass the filter; a tenant's own, or everybody's. */
  scan(tenant: string, after: number, to: number, options: ReadLogOptions = {}): LoggedStoredEvent[] {
    const all = tenant === '' && options.filter === undefined && !this.#anyHidden;
    const passes = all ? undefined : this.#condition(tenant, options);
    const found: LoggedStoredEvent[] = [];
    for (let index = after; index < to; index += 1) {
      const event = this.#log[index];
      if (event === undefined || passes?.(event) === false) continue;
      found.push(logged(event, index + 1, tenant === ''));
    }
    return found;
  }

  #condition(tenant: string, { filter, archived }: ReadLogOptions): (event: KeptEvent) => boolean {
    const types = filter?.types && new Set(filter.types);
    const categories = filter?.categories && new Set(filter.categories);
    return ({ stream, type, position }) =>
      (tenant === '' || stream.tenant === tenant) &&
      (types === undefined || types.has(type)) &&
      (categories === undefined || categories.has(categoryOf(stream.streamName))) &&
      (!stream.closed || stream.archived) &&
      (archived !== 'exclude' || position >= stream.archivedBefore);
  }
}

/** What an append looks at. A class: there is one for every append. */
class MemoryView implements AppendView {
  readonly #tenant: string;
  readonly #stream: MemoryStream | undefined;
  readonly #ids: ReadonlyMap<EventId, KeptEvent>;

  constructor(tenant: string, stream: MemoryStream | undefined, ids: ReadonlyMap<EventId, KeptEvent>) {
    this.#tenant = tenant;
    this.#stream = stream;
    this.#ids = ids;
  }

  get streamVersion(): number {
    return this.#stream?.events.length ?? 0;
  }

  get closed(): boolean {
    return this.#stream?.closed ?? false;
  }

  get archived(): boolean {
    return this.#stream?.archived ?? false;
  }

  eventIdAt(position: number): EventId | undefined {
    return this.#stream?.events[position]?.eventId;
  }

  placeOf(eventId: EventId): EventPlace | 'elsewhere' | undefined {
    const event = this.#ids.get(eventId);
    if (event === undefined) return undefined;
    return event.stream.tenant === this.#tenant
      ? { streamName: event.streamName, position: event.position }
      : 'elsewhere';
  }
}

/** What is committed of a stream. */
export function endOf(stream: MemoryStream | undefined): StreamEnd {
  const { visible: streamVersion = 0, closed = false, archived = false, archivedBefore = 0 } = stream ?? {};
  return { streamVersion, closed, archived, archivedBefore };
}

/** An event as it is handed out: nobody can change the one that is kept. */
export function copyOf(event: StoredEvent): StoredEvent {
  const { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt } = event;
  return { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt };
}

function logged(event: KeptEvent, place: number, toAll: boolean): LoggedStoredEvent {
  const { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt } = event;
  const logPosition = logPositionOf(place);
  const own = { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt, logPosition };
  return toAll && event.stream.tenant !== '' ? { ...own, ...tenantSaid(event.stream.tenant) } : own;
}
