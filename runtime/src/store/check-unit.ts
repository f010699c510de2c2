import type { Checkpoint, OutboxMessage, Snapshot, StateDocument } from './unit.js';
import { assertStreamName } from './check-append.js';
import { assertCount, assertStorableKey, assertStorableText } from './storable-text.js';

// What a unit writes, judged without looking into the store. All throw InvalidStoreArgumentError.

export function checkDocumentKey(collection: string, key: string): void {
  assertStorableKey('document.collection', collection);
  assertStorableKey('document.key', key);
}

export function checkDocument({ collection, key, data }: Omit<StateDocument, 'revision'>, expected: number): void {
  checkDocumentKey(collection, key);
  assertStorableText('document.data', data);
  assertCount('expectedRevision', expected, 0);
}

export function checkMessage({ messageId, topic, orderKey, payload }: OutboxMessage): void {
  assertStorableKey('message.messageId', messageId);
  assertStorableKey('message.topic', topic);
  assertStorableText('message.orderKey', orderKey);
  assertStorableText('message.payload', payload);
}

export function checkCheckpoint({ name, logId, logPosition, eventId, epoch }: Checkpoint): void {
  assertStorableKey('checkpoint.name', name);
  assertStorableKey('checkpoint.logId', logId);
  assertStorableKey('checkpoint.logPosition', logPosition);
  assertStorableKey('checkpoint.eventId', eventId);
  assertCount('checkpoint.epoch', epoch, 0);
}

export function checkSnapshot({ streamName, stateHash, streamVersion, eventId, data }: Snapshot): void {
  assertStreamName(streamName);
  assertStorableKey('snapshot.stateHash', stateHash);
  assertCount('snapshot.streamVersion', streamVersion, 1);
  assertStorableKey('snapshot.eventId', eventId);
  assertStorableText('snapshot.data', data);
}
