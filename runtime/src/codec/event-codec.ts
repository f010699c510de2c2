// The one choke point between stored events and events: streams, commands, replays, logs and rebuilds all pass here.
// In: what lies in a store, as text. Out: events of the latest schema version with everything recorded about them, or a
// typed error that says which event it was; and back. Stored bytes are never changed.
import { InvalidUseError } from '../errors/command-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import type { EventDefinition } from '../registry/message-definition.js';
import type { Registry } from '../registry/registry.js';
import type { Operations } from '../shape/shape.js';
import type { NewStoredEvent } from '../store/stored-event.js';
import {
  createEventDecoder,
  createMessageDecoder,
  type DecodeEvent,
  type DecodeMessage,
  type DecodingOptions,
} from './decode-event.js';
import { checkedData, dataText, latestShape } from './message-data.js';
import { encodeMetadata, type EncodedMetadata, type FreshMetadata, metadataShapes } from './metadata-codec.js';

/** An event that was checked, and its stored form. */
export interface EncodedEvent {
  readonly type: string;
  readonly data: unknown;
  readonly stored: NewStoredEvent;
}

export interface EventCodec {
  readonly decode: DecodeEvent;
  readonly decodeMessage: DecodeMessage;
  /** @throws InvalidMessageError for an event that was not made by its class and does not fit */
  readonly encode: (event: Message, eventId: EventId, metadata: string) => EncodedEvent;
  /** @throws InvalidMessageError */
  readonly encodeMetadata: (metadata: FreshMetadata) => EncodedMetadata;
}

interface Writer {
  readonly definition: EventDefinition;
  readonly shape: Operations;
  readonly exact: boolean;
}

export function createEventCodec(registry: Registry, options: DecodingOptions): EventCodec {
  const writers = new Map<string, Writer>();
  for (const { definition, alias } of registry.names.values()) {
    const shape = latestShape(definition);
    if (alias === undefined) writers.set(definition.type, { definition, shape, exact: shape.exact() });
  }
  const shapes = metadataShapes(registry.metadata);
  return {
    decode: createEventDecoder(registry, options),
    decodeMessage: createMessageDecoder(registry, options),
    encode(event, eventId, metadata) {
      const writer = writers.get(event.type);
      if (writer === undefined) throw new InvalidUseError(`${event.type} is no event of ${registry.context}.`);
      const { definition, shape, exact } = writer;
      const data = checkedData(event, definition);
      const { type, schemaVersion } = definition;
      return { type, data, stored: { eventId, type, schemaVersion, data: dataText(shape, exact, data), metadata } };
    },
    encodeMetadata: (metadata) => encodeMetadata(metadata, shapes),
  };
}
