import type { EventId, StreamName } from './identifiers.js';
import type { LogPosition } from '../store/stored-event.js';
import type { MessageMetadata } from './metadata.js';

/** JSON as it travels and rests. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** An event, a command or a rejection: a stable type name and deeply read-only data. */
export interface Message<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** The values of a stream's identity, by part; composite identities have several. */
export type StreamId = Readonly<Record<string, string | number>>;

/** What a store knows of an event besides the event itself. */
export interface Recorded<Id = StreamId> {
  readonly eventId: EventId;
  /** Identity of the stream, typed per aggregate. */
  readonly id: Id;
  readonly streamName: StreamName;
  /** Zero-based place in the stream, counted in stored events. */
  readonly position: number;
  /** 0, or 1… for the later parts of a split event. Part 0 keeps the stored event id. */
  readonly part: number;
  /** Server time, RFC 3339 in UTC with full precision; never decreasing within a stream. */
  readonly recordedAt: string;
  /** The schema version that was stored, not the one it was read as. */
  readonly schemaVersion: number;
  readonly metadata: MessageMetadata;
}

/** An event read from its stream: always the latest schema version, whatever was stored. */
export type StreamEvent<Event extends Message = Message, Id = StreamId> = Event extends Message
  ? { readonly type: Event['type']; readonly data: Event['data'] } & Recorded<Id>
  : never;

/** An event read from the log of all streams: it alone knows its place there. */
export type LoggedEvent<Event extends Message = Message, Id = StreamId> = StreamEvent<Event, Id> & {
  readonly logPosition: LogPosition;
  /** Whose it is; left out for events of no tenant, and on a tenant's handle. */
  readonly tenant?: string;
};

/** An event on its way out: out of the log, which says where it lies there, or out of a stream or the outbox. */
export type OutgoingEvent = StreamEvent<Message, object> & Partial<Pick<LoggedEvent, 'logPosition' | 'tenant'>>;
