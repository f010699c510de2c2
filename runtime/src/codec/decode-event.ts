import { InvalidUseError } from '../errors/command-errors.js';
import {
  MissingUpcasterError,
  NewerSchemaVersionError,
  UndecodableEventError,
  UnknownEnumValueError,
  UnknownEventTypeError,
  unreadable,
} from '../errors/reading-errors.js';
import type { Message, StreamEvent } from '../message/message.js';
import type { MessageMetadata } from '../message/metadata.js';
import type { Registry, StoredName } from '../registry/registry.js';
import { recogniser, type RecogniseText } from '../shape/json-pattern.js';
import { problemsOf } from '../shape/make.js';
import type { PlainObject } from '../shape/plain-object.js';
import type { ProblemList } from '../shape/problem.js';
import { dropping, exactly, lenient, type Mode, type Operations, reading } from '../shape/shape.js';
import type { StoredEvent } from '../store/stored-event.js';
import { parseExactly } from './exact-json.js';
import { decodeMetadata, metadataShapes, type MetadataShapes } from './metadata-codec.js';
import type { CheckOnRead, ReadingOptions } from './reading-options.js';

/** An event with the identity of its stream, whose types only the caller knows. */
export type DecodedEvent = StreamEvent<Message, object>;

export interface DecodingOptions extends ReadingOptions {
  /** From 0 to below 1: which events `check: 'sample'` looks at. */
  readonly random: () => number;
}

/** @returns undefined for an event whose definition says that it is ignored. @throws StoredEventError */
export type DecodeEvent = (stored: StoredEvent, id: object) => DecodedEvent | undefined;

/** @returns undefined for an event whose definition says that it is ignored. @throws StoredEventError */
export type DecodeMessage = (stored: StoredEvent) => Message | undefined;

const sampled = 0.01;

/** Settled options of one decoder. */
interface Policy {
  readonly check: CheckOnRead;
  readonly random: () => number;
  readonly mode: Mode;
}

/** What is known of one stored name. */
interface Entry {
  readonly type: string;
  readonly ignored: boolean;
  readonly latest: number;
  readonly shape: Operations;
  readonly exact: boolean;
  /** Whether a text surely fits the shape: the fast way to know it. */
  readonly recognises: RecogniseText;
  /** Versions under this name, as they are under the event's own. */
  readonly versionOf: (stored: number) => number | undefined;
}

export function createEventDecoder(registry: Registry, options: DecodingOptions): DecodeEvent {
  const decode = createMessageDecoder(registry, options);
  const metadataOf = createMetadataDecoder(registry);
  return (stored, id) => {
    const message = decode(stored);
    if (message === undefined) return undefined;
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

/** As `createEventDecoder`, for those who fold: only what evolving looks at, which leaves the metadata unread. */
export function createMessageDecoder(registry: Registry, options: DecodingOptions): DecodeMessage {
  const entries = new Map([...registry.names].map(([name, stored]) => [name, entryOf(stored)]));
  const policy = policyOf(registry, options);
  return (stored) => {
    const entry = entries.get(stored.type);
    if (entry === undefined) throw new UnknownEventTypeError(stored);
    if (entry.ignored) return undefined;
    refuseOtherVersions(entry, stored);
    return { type: entry.type, data: decodeData(entry, stored, policy) };
  };
}

function policyOf(registry: Registry, { check = 'always', unknownFields, random }: DecodingOptions): Policy {
  const fields = unknownFields ?? registry.unknownFields;
  const mode = fields === 'reject' ? reading : fields === 'keep' ? reading | lenient : reading | lenient | dropping;
  return { check, random, mode };
}

function entryOf({ definition, alias }: StoredName): Entry {
  const { type, schemaVersion: latest, versions, ignored } = definition;
  const shape = versions[latest]?.shape;
  if (shape === undefined) throw new InvalidUseError(`${type} has no shape for its schema version ${latest}.`);
  const aliased = alias?.versions;
  const versionOf = (stored: number): number | undefined =>
    stored === 0 ? alias?.unversioned : aliased === undefined ? stored : aliased[stored];
  const exact = shape.exact();
  const recognises = recogniser(exact ? undefined : shape.pattern());
  return { type, ignored: ignored !== undefined, latest, shape, exact, recognises, versionOf };
}

function refuseOtherVersions({ latest, versionOf }: Entry, stored: StoredEvent): void {
  const schemaVersion = versionOf(stored.schemaVersion);
  if (schemaVersion === latest) return;
  if (schemaVersion === undefined || schemaVersion < 1 || !Number.isSafeInteger(schemaVersion)) {
    throw unreadable(stored, 'unknown', `has schema version ${stored.schemaVersion}, which this name never had`);
  }
  if (schemaVersion > latest) throw new NewerSchemaVersionError(stored, latest);
  throw new MissingUpcasterError(stored, schemaVersion + 1);
}

function decodeData({ shape, exact, recognises }: Entry, stored: StoredEvent, policy: Policy): unknown {
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
function createMetadataDecoder({ metadata: keys }: Registry): (stored: StoredEvent) => MessageMetadata {
  const shapes = metadataShapes(keys);
  let lastText: string | undefined;
  let last: MessageMetadata | undefined;
  return (stored) => {
    if (last !== undefined && stored.metadata === lastText) return last;
    const decoded = decodedMetadata(stored, shapes);
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
