// The one choke point between stored events and events: streams, commands, replays, logs and rebuilds all pass here.
// In: what lies in a store, as text. Out: events of the latest schema version with everything recorded about them, or a
// typed error that says which event it was; and back. Stored bytes are never changed.
import { InvalidUseError } from '../errors/command-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import type { MessageMetadata } from '../message/metadata.js';
import type { EventDefinition } from '../registry/message-definition.js';
import type { Registry, WriteAs } from '../registry/registry.js';
import type { Operations } from '../shape/shape.js';
import type { NewStoredEvent } from '../store/stored-event.js';
import {
  createEventDecoder,
  createMessageDecoder,
  type DecodeEvent,
  type DecodeMessage,
  type DecodingOptions,
} from './decode-event.js';
import { type Downcast, downcastTo, runDowncast, runEventStep, UnstoredFacts } from './downcast.js';
import { checkedData, dataText, latestShape } from './message-data.js';
import { encodeMetadata, type EncodedMetadata, type FreshMetadata, metadataShapes } from './metadata-codec.js';

/** An event that was checked, and its stored form. */
export interface EncodedEvent {
  readonly type: string;
  readonly data: unknown;
  readonly stored: NewStoredEvent;
  /** Stored in an older schema version: what will be read of it only reading tells. */
  readonly isOlder: boolean;
}

/** What belongs to an event besides itself. */
export interface EventOrigin {
  /** Identity of its stream. */
  readonly id: object;
  readonly metadata: MessageMetadata;
  /** `metadata` as it is stored. */
  readonly metadataText: string;
}

export interface EventCodec {
  readonly decode: DecodeEvent;
  readonly decodeMessage: DecodeMessage;
  /** @throws InvalidMessageError for an event that was not made by its class and does not fit; FailedDowncastError */
  readonly encode: (event: Message, eventId: EventId, origin: EventOrigin) => EncodedEvent;
  /** @throws InvalidMessageError */
  readonly encodeMetadata: (metadata: FreshMetadata) => EncodedMetadata;
}

export interface CodecOptions extends DecodingOptions {
  /** By event type, before what the registry says. */
  readonly writeAs?: WriteAs;
}

/** How events of one type are written. */
interface Writer {
  readonly definition: EventDefinition;
  readonly type: string;
  readonly downcast: Downcast | undefined;
  readonly schemaVersion: number;
  readonly shape: Operations;
  readonly exact: boolean;
  readonly shapeHash: string | undefined;
  readonly draft: boolean;
}

/** @throws InvalidUseError for a version to write as that nothing leads to */
export function createEventCodec(registry: Registry, options: CodecOptions): EventCodec {
  const writers = writersOf(registry, { ...registry.writeAs, ...options.writeAs });
  const shapes = metadataShapes(registry.metadata);
  return {
    decode: createEventDecoder(registry, options),
    decodeMessage: createMessageDecoder(registry, options),
    encode(event, eventId, origin) {
      const writer = writers.get(event.type);
      if (writer === undefined) throw new InvalidUseError(`${event.type} is no event of ${registry.context}.`);
      const { definition, type, schemaVersion, downcast, shape, exact, shapeHash, draft } = writer;
      const data = checkedData(event, definition);
      const isOlder = downcast !== undefined;
      const written = isOlder ? older(downcast, data, factsOf(eventId, origin, schemaVersion), registry) : data;
      const { metadataText: metadata } = origin;
      const text = dataText(shape, exact, written);
      return { type, data, isOlder, stored: { eventId, type, schemaVersion, data: text, metadata, shapeHash, draft } };
    },
    encodeMetadata: (metadata) => encodeMetadata(metadata, shapes),
  };
}

function factsOf(eventId: EventId, { id, metadata }: EventOrigin, schemaVersion: number): UnstoredFacts {
  return new UnstoredFacts({ eventId, id, schemaVersion }, metadata);
}

function older(downcast: Downcast, data: unknown, facts: UnstoredFacts, { custom }: Registry): unknown {
  return runDowncast(downcast, data, runEventStep(facts, custom));
}

function writersOf(registry: Registry, writeAs: WriteAs): ReadonlyMap<string, Writer> {
  const writers = new Map<string, Writer>();
  const wanted = new Map(Object.entries(writeAs));
  for (const { definition, alias } of registry.names.values()) {
    const { type } = definition;
    if (alias !== undefined || definition.becomes !== undefined) continue;
    writers.set(type, writerOf(definition, wanted.get(type)));
    wanted.delete(type);
  }
  for (const type of wanted.keys()) {
    throw new InvalidUseError(`writeAs names ${type}, which is no event that ${registry.context} writes.`);
  }
  return writers;
}

/** @throws InvalidUseError */
function writerOf(definition: EventDefinition, wanted: number | undefined): Writer {
  const { type, schemaVersion: latest, versions } = definition;
  const downcast = wanted === undefined || wanted === latest ? undefined : wayDown(definition, wanted);
  const shape = downcast?.shape ?? latestShape(definition);
  const schemaVersion = downcast?.schemaVersion ?? latest;
  const { hash: shapeHash, draft = false } = versions[schemaVersion] ?? {};
  return { definition, type, downcast, schemaVersion, shape, exact: shape.exact(), shapeHash, draft };
}

function wayDown(definition: EventDefinition, wanted: number): Downcast {
  const { type, schemaVersion } = definition;
  if (!Number.isSafeInteger(wanted) || wanted < 1 || wanted > schemaVersion) {
    throw new InvalidUseError(`${type} cannot be written as schema version ${wanted}: it has 1 to ${schemaVersion}.`);
  }
  const way = downcastTo(definition, wanted);
  if (typeof way === 'object') return way;
  throw new InvalidUseError(`${type} cannot be written as schema version ${wanted}: no step leads down to ${way}.`);
}
