import { IdempotencyKeyReusedError, UndecodableOutcomeError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import type { RejectionDefinition } from '../registry/message-definition.js';
import { messageInstance } from '../registry/message-instance.js';
import { eventsAt } from '../repository/read-pages.js';
import { isPlainObject } from '../shape/plain-object.js';
import { dropping, exactly, lenient, reading } from '../shape/shape.js';
import type { OutcomeRecord } from '../store/outcome.js';
import type { CommandRun, OnceOnly } from './command-run.js';
import type { Outcome } from './outcome.js';
import { dataText } from '../codec/message-data.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import { parseExactly } from '../codec/exact-json.js';

/** Where the events of an accepted command lie. */
export interface AcceptedPlace {
  readonly firstPosition: number;
  readonly count: number;
  readonly streamVersion: number;
}

export function acceptedRecord({ key, hash }: OnceOnly, place: AcceptedPlace): OutcomeRecord {
  return { key, commandHash: hash, kind: 'accepted', result: JSON.stringify(place) };
}

export function nothingRecord({ key, hash }: OnceOnly, streamVersion: number): OutcomeRecord {
  return { key, commandHash: hash, kind: 'nothing', result: JSON.stringify({ streamVersion }) };
}

export function rejectedRecord(
  { key, hash }: OnceOnly,
  streamVersion: number,
  { shape, type }: RejectionDefinition,
  rejection: Message,
): OutcomeRecord {
  const data = dataText(shape, shape.exact(), rejection.data);
  return { key, commandHash: hash, kind: 'rejected', result: JSON.stringify({ streamVersion, type, data }) };
}

/**
 * The outcome that a record tells of, its events read back from the stream.
 * @throws IdempotencyKeyReusedError when the record is another command's
 * @throws UndecodableOutcomeError, StoredEventError
 */
export async function replayOutcome(
  record: OutcomeRecord,
  run: CommandRun,
  eventsOf: EventsOf = eventsInStream,
): Promise<Outcome> {
  const { commandId } = record.key;
  if (!isOf(record, run)) throw new IdempotencyKeyReusedError(commandId, run.command.type);
  const result = parseResult(record);
  const streamVersion = countOf(result, 'streamVersion', record);
  if (record.kind === 'rejected') {
    const rejection = recordedRejection(result, record, run);
    return { kind: 'rejected', rejection, events: [], streamVersion, deduplicated: true };
  }
  const events = record.kind === 'nothing' ? [] : await eventsOf(result, record, run);
  return { kind: 'accepted', events, streamVersion, deduplicated: true };
}

/** Older code has hashed the command in its own latest schema version: the steps down lead to what it saw. */
function isOf({ commandHash }: OutcomeRecord, { once }: CommandRun): boolean {
  return commandHash === once?.hash || once?.olderHashes().includes(commandHash) === true;
}

type Result = Readonly<Record<string, unknown>>;

/** The events of an accepted command, wherever they are kept. */
export type EventsOf = (
  result: Result,
  record: OutcomeRecord,
  run: CommandRun,
) => Promise<readonly DecodedEvent[]> | readonly DecodedEvent[];

const eventsInStream: EventsOf = (result, record, { source }) =>
  eventsAt(source, countOf(result, 'firstPosition', record), countOf(result, 'count', record));

function parseResult(record: OutcomeRecord): Result {
  const result = parsed(record.result, false, record);
  if (!isPlainObject(result)) throw new UndecodableOutcomeError(record.key.commandId, 'its record is no object');
  return result;
}

/** The engine's own error would quote the text, which may be personal. */
function parsed(text: string, exact: boolean, { key }: OutcomeRecord): unknown {
  try {
    return exact ? parseExactly(text) : JSON.parse(text);
  } catch {
    throw new UndecodableOutcomeError(key.commandId, 'its record is no JSON');
  }
}

function countOf(result: Result, name: string, { key }: OutcomeRecord): number {
  const value = result[name];
  if (typeof value !== 'number') throw new UndecodableOutcomeError(key.commandId, `its record has no ${name}`);
  return value;
}

function recordedRejection(result: Result, record: OutcomeRecord, { allowed }: CommandRun): Message {
  const definition = allowed.rejects.get(String(result['type']));
  if (definition === undefined) {
    throw new UndecodableOutcomeError(
      record.key.commandId,
      `${String(result['type'])} is no rejection of ${allowed.name}`,
    );
  }
  const data = String(result['data']);
  return messageInstance(definition, decodeRejection(definition, data, record));
}

/** Fields that the rejection has lost since are left out. */
function decodeRejection({ shape, type }: RejectionDefinition, text: string, record: OutcomeRecord): unknown {
  const { key } = record;
  const exact = shape.exact();
  const mode = reading | lenient | dropping | (exact ? exactly : 0);
  const wire = parsed(text, exact, record);
  if (!shape.accepts(wire, mode, 0)) throw new UndecodableOutcomeError(key.commandId, `${type} has another shape now`);
  return shape.decode(wire, mode);
}
