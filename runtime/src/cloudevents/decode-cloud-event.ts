// A CloudEvent that somebody sent, read as an event of a registry: through the same place as everything that lies in a
// store, so that old schema versions are taken up, and newer ones refused, as they are there.
import { eventsIn } from '../codec/become.js';
import { parseInstant } from '../conversion/moments.js';
import { InvalidCloudEventError } from '../errors/cloud-event-errors.js';
import { UnknownEventTypeError } from '../errors/reading-errors.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import { parseStreamName } from '../message/stream-name.js';
import type { EventOfRegistry, Registry } from '../registry/registry.js';
import type { LogSources } from '../repository/log-sources.js';
import type { StoredEvent } from '../store/stored-event.js';
import type { CloudEventAttributes, CloudEventText } from './cloud-event.js';
import { countIn, type DataSchemas } from './cloud-event-options.js';

/** A CloudEvent that was understood. */
export interface ReceivedCloudEvent<R = Registry> {
  /** As they came, extensions included. An object without a prototype. */
  readonly attributes: CloudEventAttributes;
  /** In their latest schema version: several where one was replaced by others, none where it is ignored by now. */
  readonly events: readonly EventsOf<R>[];
}

type EventsOf<R> = R extends Registry<infer C> ? EventOfRegistry<C> : never;

export interface Decoding {
  readonly sources: LogSources;
  readonly schemas: DataSchemas;
}

/** @throws InvalidCloudEventError, StoredEventError */
export function decodeCloudEvent<R extends readonly Registry[]>(
  { sources, schemas }: Decoding,
  { attributes, data }: CloudEventText,
): ReceivedCloudEvent<R[number]> {
  const stored = storedEvent(attributes, data, schemas);
  if (sources.find(stored) === undefined) throw new UnknownEventTypeError(stored);
  const read = eventsIn(sources.decode(stored));
  const [first] = read;
  const part = attributes['part'] === undefined ? 0 : countOf(attributes, 'part');
  const events = part > 0 && first !== undefined && read.length === 1 ? [{ ...first, part }] : read;
  // What the registries decode is of their contracts.
  return { attributes, events: events as readonly EventsOf<R[number]>[] };
}

function storedEvent(attributes: CloudEventAttributes, data: string, schemas: DataSchemas): StoredEvent {
  const { id, type, subject } = attributes;
  return {
    eventId: id as EventId,
    type,
    schemaVersion: schemaVersionOf(attributes, schemas),
    data,
    metadata: JSON.stringify(metadataOf(attributes)),
    streamName: streamOf(subject),
    position: positionOf(attributes),
    recordedAt: timeOf(attributes),
  };
}

/** @throws InvalidCloudEventError */
function streamOf(subject: string | undefined): StreamName {
  if (subject === undefined) throw new InvalidCloudEventError('is missing, which would name a stream', 'subject');
  try {
    parseStreamName(subject);
  } catch (cause) {
    throw new InvalidCloudEventError('names no stream', 'subject', { cause });
  }
  return subject as StreamName;
}

function positionOf(attributes: CloudEventAttributes): number {
  if (attributes['streamversion'] === undefined) return 0;
  const streamVersion = countOf(attributes, 'streamversion');
  if (streamVersion < 1) throw new InvalidCloudEventError('is no count from 1', 'streamversion');
  return streamVersion - 1;
}

function timeOf({ time }: CloudEventAttributes): string {
  const instant = time === undefined ? undefined : parseInstant(time);
  if (instant !== undefined) return instant;
  throw new InvalidCloudEventError(time === undefined ? 'is missing' : 'is no moment by RFC 3339', 'time');
}

function schemaVersionOf(attributes: CloudEventAttributes, schemas: DataSchemas): number {
  const { dataschema, type } = attributes;
  const named = dataschema === undefined ? undefined : schemas.schemaVersionOf(dataschema, type);
  const said = attributes['schemaversion'] === undefined ? undefined : countOf(attributes, 'schemaversion');
  if (named !== undefined && said !== undefined && named !== said) {
    throw new InvalidCloudEventError('is another one than dataschema names', 'schemaversion');
  }
  const schemaVersion = said ?? named;
  if (schemaVersion !== undefined) return schemaVersion;
  throw new InvalidCloudEventError('is missing, and dataschema names none', 'schemaversion');
}

/** Headers hold numbers as text. */
function countOf(attributes: CloudEventAttributes, name: string): number {
  const value = attributes[name];
  const count = countIn(String(value));
  if (count === undefined) throw new InvalidCloudEventError('is no count', name);
  return count;
}

function metadataOf(attributes: CloudEventAttributes): Readonly<Record<string, string>> {
  const { id, correlationid, causationid, traceparent, tracestate, tenant } = attributes;
  const known = { correlationId: correlationid ?? id, causationId: causationid ?? id, traceparent, tracestate, tenant };
  const texts = Object.entries(known).filter(([, value]) => value !== undefined);
  return Object.fromEntries(texts.map(([key, value]) => [key, String(value)]));
}
