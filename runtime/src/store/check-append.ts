import { DuplicateEventIdError } from '../errors/store-errors.js';
import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import type { StreamName } from '../message/identifiers.js';
import type { AppendRequest, ExpectedVersion } from './append.js';
import type { OutcomeKey, OutcomeRecord } from './outcome.js';
import type { NewStoredEvent } from './stored-event.js';
import { refuseForeign } from './tenant.js';
import { assertCount, assertStorableKey, assertStorableText, textProblem } from './storable-text.js';

const longestStreamName = 768;
const longestType = 512;
const longestHash = 128;
// Written out, since counting repetitions takes an engine three times as long, and each event has an id.
const uuid = /* @__PURE__ */ new RegExp(`^${[8, 4, 4, 4, 12].map((count) => '[0-9a-f]'.repeat(count)).join('-')}$`);

/** @throws InvalidStoreArgumentError unless the name reads `<category>-<id>`, neither part empty, at most 512 UTF-16 units. */
export function assertStreamName(streamName: StreamName): void {
  assertStorableKey('streamName', streamName);
  const dash = streamName.indexOf('-');
  if (dash < 1 || dash === streamName.length - 1) {
    throw new InvalidStoreArgumentError('streamName', `must read <category>-<id>, not ${JSON.stringify(streamName)}`);
  }
  if (streamName.length > longestStreamName) {
    throw new InvalidStoreArgumentError('streamName', `is longer than ${longestStreamName} characters`);
  }
}

/** Category of a valid stream name: the text before its first `-`. */
export function categoryOf(streamName: StreamName): string {
  return streamName.slice(0, streamName.indexOf('-'));
}

/** @throws InvalidStoreArgumentError */
export function assertExpected(expected: ExpectedVersion): void {
  if (typeof expected === 'object') assertCount('expected.streamVersion', expected.streamVersion, 0);
  else if (expected !== 'any' && expected !== 'no-stream' && expected !== 'stream-exists') {
    throw new InvalidStoreArgumentError('expected', `cannot be ${JSON.stringify(expected)}`);
  }
}

/**
 * Everything about an append that can be judged without looking into the store.
 * @param tenant whose handle is asked, empty for the store as opened
 * @throws InvalidStoreArgumentError
 * @throws DuplicateEventIdError when the batch repeats an id
 */
export function checkAppend({ streamName, expected, events, outcome }: AppendRequest, tenant = ''): void {
  assertStreamName(streamName);
  assertExpected(expected);
  for (let at = 0; at < events.length; at += 1) checkEvent(events[at], at);
  if (events.length > 1) refuseRepeatedIds(streamName, events);
  if (outcome !== undefined) checkOutcome(outcome, tenant);
}

/** @throws InvalidStoreArgumentError */
export function checkOutcome(record: OutcomeRecord, tenant = ''): void {
  checkOutcomeKey(record.key, tenant);
  assertStorableText('outcome.commandHash', record.commandHash);
  assertStorableText('outcome.result', record.result);
  if (record.kind !== 'accepted' && record.kind !== 'rejected' && record.kind !== 'nothing') {
    throw new InvalidStoreArgumentError('outcome.kind', `cannot be ${JSON.stringify(record.kind)}`);
  }
}

/** @param handle tenant whose handle is asked, empty for the store as opened @throws InvalidStoreArgumentError */
export function checkOutcomeKey({ tenant, context, commandId }: OutcomeKey, handle = ''): void {
  assertStorableText('outcome.key.tenant', tenant);
  refuseForeign('outcome.key.tenant', tenant, handle);
  assertStorableText('outcome.key.context', context);
  assertStorableKey('outcome.key.commandId', commandId);
}

function checkEvent(event: NewStoredEvent | undefined, index: number): void {
  if (event === undefined) throw new InvalidStoreArgumentError(`events[${index}]`, 'is missing');
  const { eventId, type, schemaVersion, data, metadata, shapeHash } = event;
  if (typeof eventId !== 'string' || !uuid.test(eventId)) refuse(index, 'eventId', 'must be a UUID in lower case');
  if (type === '') refuse(index, 'type', 'is empty');
  checkText(index, 'type', type);
  checkText(index, 'data', data);
  checkText(index, 'metadata', metadata);
  if (type.length > longestType) refuse(index, 'type', `is longer than ${longestType} characters`);
  if (!Number.isSafeInteger(schemaVersion) || schemaVersion < 0) {
    refuse(index, 'schemaVersion', `must be a whole number of at least 0, not ${String(schemaVersion)}`);
  }
  if (shapeHash !== undefined) checkHash(index, shapeHash);
}

function checkHash(index: number, shapeHash: string): void {
  checkText(index, 'shapeHash', shapeHash);
  if (shapeHash === '') refuse(index, 'shapeHash', 'is empty');
  if (shapeHash.length > longestHash) refuse(index, 'shapeHash', `is longer than ${longestHash} characters`);
}

function checkText(index: number, field: keyof NewStoredEvent, text: string): void {
  const problem = textProblem(text);
  if (problem !== undefined) refuse(index, field, problem);
}

function refuse(index: number, field: keyof NewStoredEvent, problem: string): never {
  throw new InvalidStoreArgumentError(`events[${index}].${field}`, problem);
}

function refuseRepeatedIds(streamName: StreamName, events: readonly NewStoredEvent[]): void {
  const seen = new Set<string>();
  for (const { eventId } of events) {
    if (seen.has(eventId)) throw new DuplicateEventIdError(eventId, streamName);
    seen.add(eventId);
  }
}
