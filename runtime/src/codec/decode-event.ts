import {
  UndecodableEventError,
  UnknownEnumValueError,
  UnknownEventTypeError,
  unreadable,
} from '../errors/reading-errors.js';
import type { Message, StreamEvent } from '../message/message.js';
import type { MessageMetadata } from '../message/metadata.js';
import type { Registry } from '../registry/registry.js';
import { problemsOf } from '../shape/make.js';
import type { PlainObject } from '../shape/plain-object.js';
import type { ProblemList } from '../shape/problem.js';
import { dropping, exactly, lenient, type Mode, reading } from '../shape/shape.js';
import type { StoredEvent } from '../store/stored-event.js';
import { type Part, Parts, partsOf } from './become.js';
import { EventFacts, type MetadataOf } from './event-facts.js';
import { EventReadings, type Reading } from './event-readings.js';
import { parseExactly } from './exact-json.js';
import { createMetadataExtractor } from './metadata-extractor.js';
import { decodeMetadata, metadataShapes, type MetadataShapes } from './metadata-codec.js';
import type { CheckOnRead, ReadingOptions } from './reading-options.js';
import { judgingMode, runChain } from './upcast-chain.js';

/** An event with the identity of its stream, whose types only the caller knows. */
export type DecodedEvent = StreamEvent<Message, object>;

export interface DecodingOptions extends ReadingOptions {
  /** From 0 to below 1: which events `check: 'sample'` looks at. */
  readonly random: () => number;
}

/**
 * @returns the event in its latest schema version, parts where it was replaced by others, undefined where its definition
 * says that it is ignored
 * @throws StoredEventError
 */
export type DecodeEvent = (stored: StoredEvent, id: object) => DecodedEvent | Parts<DecodedEvent> | undefined;

/** As `DecodeEvent`. */
export type DecodeMessage = (stored: StoredEvent, id: object) => Message | Parts<Part> | undefined;

const sampled = 0.01;

/** Settled options of one decoder. */
interface Policy {
  readonly check: CheckOnRead;
  readonly random: () => number;
  readonly mode: Mode;
}

export function createEventDecoder(registry: Registry, options: DecodingOptions): DecodeEvent {
  const metadataOf = createMetadataDecoder(registry);
  const decode = createDecoder(registry, options, metadataOf);
  return (stored, id) => {
    const message = decode(stored, id);
    if (message === undefined) return undefined;
    if (message instanceof Parts) {
      const metadata = metadataOf(stored);
      return new Parts(message.events.map((part) => partEvent(part, { stored, id, metadata })));
    }
    return {
      type: message.type,
      data: message.data,
      eventId: stored.eventId,
      id,
      streamName: stored.streamName,
      position: stored.position,
      part: 0,
      recordedAt: stored.recordedAt,
      schemaVersion: stored.schemaVersion,
      metadata: metadataOf(stored),
    };
  };
}

interface PartSource {
  readonly stored: StoredEvent;
  readonly id: object;
  readonly metadata: MessageMetadata;
}

function partEvent({ type, data, part, eventId }: Part, { stored, id, metadata }: PartSource): DecodedEvent {
  const { streamName, position, recordedAt, schemaVersion } = stored;
  return { type, data, eventId, id, streamName, position, part, recordedAt, schemaVersion, metadata };
}

/** As `createEventDecoder`, for those who fold: only what evolving looks at, which leaves the metadata unread. */
export function createMessageDecoder(registry: Registry, options: DecodingOptions): DecodeMessage {
  return createDecoder(registry, options, createMetadataDecoder(registry));
}

function createDecoder(registry: Registry, options: DecodingOptions, metadataOf: MetadataOf): DecodeMessage {
  const policy = policyOf(registry, options);
  const { custom } = registry;
  const mode = judgingMode((policy.mode & dropping) === 0 ? policy.mode & lenient : 0);
  const readings = new EventReadings(registry, { custom, mode });
  const following = { readings, metadataOf, custom, mode };
  return (stored, id) => {
    const named = readings.named(stored.type);
    if (named === undefined) throw new UnknownEventTypeError(stored);
    if (named.ignored) return undefined;
    const reading = named.known[stored.schemaVersion] ?? readings.of(named, stored);
    const data = decodeData(reading, stored, policy);
    if (!reading.leadsOn) return { type: reading.type, data };
    const { chain } = reading;
    const facts =
      chain?.usesFacts === true ? new EventFacts({ stored, id, eventId: stored.eventId }, metadataOf) : undefined;
    const latest = chain === undefined ? data : runChain(chain, data, facts, stored);
    if (reading.definition.becomes === undefined) return { type: reading.type, data: latest };
    return partsOf(following, reading, latest, { stored, id });
  };
}

function policyOf(registry: Registry, { check = 'always', unknownFields, random }: DecodingOptions): Policy {
  const fields = unknownFields ?? registry.unknownFields;
  const mode = fields === 'reject' ? reading : fields === 'keep' ? reading | lenient : reading | lenient | dropping;
  return { check, random, mode };
}

function decodeData({ shape, exact, extract, recognises }: Reading, stored: StoredEvent, policy: Policy): unknown {
  const extracted = extract(stored.data);
  if (extracted !== undefined) return extracted;
  const wire = parse(stored, exact);
  const mode = exact ? policy.mode | exactly : policy.mode;
  const unchecked = policy.check === 'off' || (policy.check === 'sample' && policy.random() >= sampled);
  if (!unchecked && recognises(stored.data)) return shape.decode(wire, mode & ~dropping);
  // Without unknown fields there is nothing to drop, and decoding need not copy.
  if ((mode & dropping) !== 0 && shape.accepts(wire, mode & ~(lenient | dropping), 0)) {
    return shape.decode(wire, mode & ~dropping);
  }
  if (!unchecked && !shape.accepts(wire, mode, 0)) refuse(stored, problemsOf(shape, wire, mode));
  try {
    return shape.decode(wire, mode);
  } catch {
    // Only reached where nobody checked. What was thrown may quote the value, and is not handed on.
    throw unreadable(stored, 'type', 'cannot be decoded');
  }
}

function parse(stored: StoredEvent, exact: boolean): unknown {
  try {
    return exact ? parseExactly(stored.data) : JSON.parse(stored.data);
  } catch {
    // The engine's own error quotes the text, which may be personal.
    throw unreadable(stored, 'format', 'is no JSON');
  }
}

function refuse(stored: StoredEvent, problems: ProblemList): never {
  const onlyEnums = problems.omitted === 0 && problems.found.every(({ kind }) => kind === 'enum');
  throw onlyEnums ? new UnknownEnumValueError(stored, problems) : new UndecodableEventError(stored, problems);
}

/** Remembers the last text: the events of one command lie side by side and share it. */
function createMetadataDecoder({ metadata: keys }: Registry): MetadataOf {
  const shapes = metadataShapes(keys);
  const { extract, learn } = createMetadataExtractor(shapes);
  let lastText: string | undefined;
  let last: MessageMetadata | undefined;
  return (stored) => {
    if (last !== undefined && stored.metadata === lastText) return last;
    const extracted = extract(stored.metadata);
    const decoded = extracted ?? decodedMetadata(stored, shapes);
    if (extracted === undefined) learn(decoded);
    // An event that somebody else stored without them begins a conversation of its own.
    if (!isComplete(decoded)) {
      return Object.freeze({ correlationId: stored.eventId, causationId: stored.eventId, ...decoded });
    }
    lastText = stored.metadata;
    last = Object.freeze(decoded);
    return last;
  };
}

function isComplete(decoded: PlainObject): decoded is MessageMetadata {
  return typeof decoded['correlationId'] === 'string' && typeof decoded['causationId'] === 'string';
}

function decodedMetadata(stored: StoredEvent, shapes: MetadataShapes): PlainObject {
  try {
    const decoded = decodeMetadata(stored.metadata, shapes);
    if (decoded.problems === undefined) return decoded.metadata;
    refuse(stored, decoded.problems);
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(stored, 'format', 'has metadata that is no JSON');
    throw error;
  }
}
