// A state that is the truth, as a document of the store: what is kept beside it, and how it is read in whatever schema
// version it lies. In: the document's text. Out: the state in its latest version, or an error that says where it lies.
import { eventsIn } from '../codec/become.js';
import type { EncodedEvent, EventCodec } from '../codec/event-codec.js';
import { parseExactly, stringifyExactly } from '../codec/exact-json.js';
import type { AnyAggregate } from '../decider/contract.js';
import { unreadable } from '../errors/reading-errors.js';
import { ShapeDriftedError } from '../errors/store-shape-errors.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { EventDefinition } from '../registry/message-definition.js';
import { isPlainObject } from '../shape/plain-object.js';
import type { StoredEvent } from '../store/stored-event.js';
import type { StateDocument } from '../store/unit.js';

/** Where the state of one aggregate lies. */
export interface StatePlace {
  readonly collection: string;
  readonly key: string;
}

/** A state as it was read, and what an expected revision is compared with. */
export interface ReadState<State> {
  readonly state: State;
  /** Number of writes, 0 for none. */
  readonly revision: number;
  /** Number of events that were sent so far. */
  readonly eventCount: number;
  /** The command that wrote it. */
  readonly writtenBy: string | undefined;
}

/** A document's text, taken apart. */
interface Envelope {
  readonly schemaVersion: number;
  /** Of the shape that it was written in; none where older code or somebody else wrote it. */
  readonly shapeHash: string | undefined;
  readonly eventCount: number;
  readonly writtenBy: string;
  /** JSON text of the state. */
  readonly data: string;
}

/** Category and id of a stream name, apart. */
export function placeOf({ category }: Pick<AnyAggregate, 'category'>, streamName: StreamName): StatePlace {
  return { collection: category, key: streamName.slice(category.length + 1) };
}

export function documentText(
  { stored }: EncodedEvent,
  { eventCount, writtenBy }: Pick<Envelope, 'eventCount' | 'writtenBy'>,
): string {
  const { schemaVersion, shapeHash } = stored;
  const head = JSON.stringify({ schemaVersion, shapeHash, eventCount, writtenBy });
  return `${head.slice(0, -1)},"state":${stored.data}}`;
}

/**
 * @throws StoredEventError for a state that cannot be read, with its revision for the position; ShapeDriftedError for one
 * that was written in another shape of the same schema version
 */
export function readState<State>(
  document: StateDocument,
  { codec, streamName, id, definition: { type, versions } }: StateSource,
): ReadState<State> {
  const { revision } = document;
  const empty: StoredEvent = {
    ...{ eventId: noEvent, streamName, type, schemaVersion: 0, data: '', metadata: '{}' },
    ...{ position: revision, recordedAt: '1970-01-01T00:00:00Z' },
  };
  const { data, schemaVersion, shapeHash, eventCount, writtenBy } = envelopeIn(document.data, empty);
  refuseDrifted(type, schemaVersion, { recorded: shapeHash, known: versions[schemaVersion]?.hash });
  const [message] = eventsIn(codec.decodeMessage({ ...empty, data, schemaVersion }, id));
  // What the shape accepts is what the contract says the state is.
  return { state: message?.data as State, revision, eventCount, writtenBy };
}

export interface StateSource {
  readonly codec: EventCodec;
  readonly streamName: StreamName;
  readonly id: object;
  /** The state among stored types. */
  readonly definition: Pick<EventDefinition, 'type' | 'versions'>;
}

/** Under one schema version there is one shape; a version that nobody knows is refused where it is decoded. */
function refuseDrifted(
  type: string,
  schemaVersion: number,
  { recorded, known }: { readonly recorded: string | undefined; readonly known: string | undefined },
): void {
  if (recorded === undefined || known === undefined || recorded === known) return;
  throw new ShapeDriftedError(type, schemaVersion, recorded, known);
}

/** Documents are no events; what is told of one has this for its id. */
export const noEvent = '00000000-0000-0000-0000-000000000000' as EventId;

// As `documentText` writes it: nearly every document is, and its state is then not parsed twice.
const written =
  /* @__PURE__ */ /^\{"schemaVersion":(\d+)(?:,"shapeHash":"([^"\\]*)")?,"eventCount":(\d+),"writtenBy":"((?:[^"\\]|\\.)*)","state":([^]*)\}$/;

function envelopeIn(text: string, empty: StoredEvent): Envelope {
  const [, schemaVersion, shapeHash, eventCount, writtenBy, data] = written.exec(text) ?? [];
  if (writtenBy === undefined || data === undefined || writtenBy.includes('\\')) return parsedEnvelope(text, empty);
  return { schemaVersion: Number(schemaVersion), shapeHash, eventCount: Number(eventCount), writtenBy, data };
}

/** Somebody else may have written it anew, in another order or with blanks. */
function parsedEnvelope(text: string, empty: StoredEvent): Envelope {
  const json = parsed(text, empty);
  if (!isPlainObject(json)) throw unreadable(empty, 'format', 'is no object');
  const { schemaVersion, shapeHash, eventCount = 0, writtenBy = '', state } = json;
  if (typeof schemaVersion !== 'number') throw unreadable(empty, 'format', 'does not say its schema version');
  if (shapeHash !== undefined && typeof shapeHash !== 'string')
    throw unreadable(empty, 'format', 'has a shape that is no text');
  if (typeof eventCount !== 'number') throw unreadable(empty, 'format', 'does not say how many events there were');
  if (state === undefined) throw unreadable(empty, 'format', 'holds no state');
  // Once more with every digit of its numbers.
  const exact = parseExactly(text);
  const data = stringifyExactly(isPlainObject(exact) ? exact['state'] : undefined);
  return { schemaVersion, shapeHash, eventCount, writtenBy: String(writtenBy), data };
}

function parsed(text: string, empty: StoredEvent): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(empty, 'format', 'is no JSON', error);
  }
}
