import type { EventId, StreamName } from '../../message/identifiers.js';
import { categoryOf } from '../../store/check-append.js';
import type { ArchiveMove } from '../../store/judge-archive.js';
import type { AppendView, EventPlace } from '../../store/judge-append.js';
import { logPositionOf } from '../../store/numeric-log-position.js';
import type { ReadLogOptions } from '../../store/read.js';
import type { StreamEnd } from '../../store/read-bounds.js';
import type { LoggedStoredEvent, NewStoredEvent, StoredEvent } from '../../store/stored-event.js';

/** One stream. `visible` events are committed; those behind belong to the unit that is open. */
export interface MemoryStream {
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
  readonly #streams = new Map<StreamName, MemoryStream>();
  readonly #log: StoredEvent[] = [];
  readonly #ids = new Map<EventId, StoredEvent>();
  /** Streams with open changes, in the order of their first one. */
  readonly #touched: MemoryStream[] = [];
  #visible = 0;
  /** Streams were deleted, or archived, at some time: reads of the log have to look. */
  #anyHidden = false;

  /** Number of committed events. */
  get head(): number {
    return this.#visible;
  }

  stream(streamName: StreamName): MemoryStream | undefined {
    return this.#streams.get(streamName);
  }

  openStream(streamName: StreamName): MemoryStream {
    const known = this.#streams.get(streamName);
    if (known !== undefined) return known;
    const stream: MemoryStream = {
      streamName,
      events: [],
      places: [],
      visible: 0,
      closed: false,
      archived: false,
      archivedBefore: 0,
    };
    this.#streams.set(streamName, stream);
    return stream;
  }

  close(streamName: StreamName): void {
    Object.assign(this.openStream(streamName), { closed: true, archived: false });
    this.#anyHidden = true;
  }

  /** Marks the events before a position as archived, and no others. */
  archive(stream: MemoryStream, { before, closes }: ArchiveMove): void {
    Object.assign(stream, { closed: closes, archived: closes, archivedBefore: before });
    this.#anyHidden = true;
  }

  viewOf(stream: MemoryStream | undefined): AppendView {
    return new MemoryView(stream, this.#ids);
  }

  /** Writes behind the visible marks of the stream and the log. */
  push(stream: MemoryStream, events: readonly NewStoredEvent[], recordedAt: string): void {
    const { streamName } = stream;
    if (stream.events.length === stream.visible) this.#touched.push(stream);
    for (const { eventId, type, schemaVersion, data, metadata } of events) {
      const position = stream.events.length;
      const stored = { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt };
      this.#ids.set(eventId, stored);
      stream.places.push(this.#log.length);
      this.#log.push(stored);
      stream.events.push(stored);
    }
  }

  /** Streams with open changes. */
  touched(): StreamName[] {
    return this.#touched.map(({ streamName }) => streamName);
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
      if (stream.visible === 0 && !stream.closed) this.#streams.delete(stream.streamName);
    }
    this.#touched.length = 0;
  }

  eventIdAt(place: number): EventId | undefined {
    return place <= this.#visible ? this.#log[place - 1]?.eventId : undefined;
  }

  /** Events at log indexes `after` to `to - 1` that are not hidden and pass the filter. */
  scan(after: number, to: number, options: ReadLogOptions = {}): LoggedStoredEvent[] {
    const passes = options.filter === undefined && !this.#anyHidden ? undefined : this.#condition(options);
    const found: LoggedStoredEvent[] = [];
    for (let index = after; index < to; index += 1) {
      const event = this.#log[index];
      if (event === undefined || passes?.(event) === false) continue;
      found.push(logged(event, index + 1));
    }
    return found;
  }

  #condition({ filter, archived }: ReadLogOptions): (event: StoredEvent) => boolean {
    const types = filter?.types && new Set(filter.types);
    const categories = filter?.categories && new Set(filter.categories);
    return ({ streamName, type, position }) =>
      (types === undefined || types.has(type)) &&
      (categories === undefined || categories.has(categoryOf(streamName))) &&
      this.#shows(streamName, position, archived === 'exclude');
  }

  #shows(streamName: StreamName, position: number, hotOnly: boolean): boolean {
    const stream = this.#streams.get(streamName);
    if (stream === undefined || (stream.closed && !stream.archived)) return false;
    return !hotOnly || position >= stream.archivedBefore;
  }
}

/** What an append looks at. A class: there is one for every append. */
class MemoryView implements AppendView {
  readonly #stream: MemoryStream | undefined;
  readonly #ids: ReadonlyMap<EventId, StoredEvent>;

  constructor(stream: MemoryStream | undefined, ids: ReadonlyMap<EventId, StoredEvent>) {
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

  placeOf(eventId: EventId): EventPlace | undefined {
    return this.#ids.get(eventId);
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

function logged(event: StoredEvent, place: number): LoggedStoredEvent {
  const { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt } = event;
  const logPosition = logPositionOf(place);
  return { eventId, type, schemaVersion, data, metadata, streamName, position, recordedAt, logPosition };
}
