import { DuplicateMessageIdError, StaleEpochError } from '../../errors/store-unit-errors.js';
import { checkAppend, checkOutcome, checkOutcomeKey } from '../../store/check-append.js';
import {
  checkCheckpoint,
  checkDocument,
  checkDocumentKey,
  checkMessage,
  checkSnapshot,
} from '../../store/check-unit.js';
import type { Checkpoint, DocumentResult, OutboxMessage, Snapshot, StateDocument, Unit } from '../../store/unit.js';
import type { UnitGuard } from '../../store/unit-guard.js';
import { assertStreamName } from '../../store/check-append.js';
import { outcomeText, type DocumentEntry, type MemoryTables } from './memory-tables.js';

/** The tables as one unit sees and changes them; the store commits or rolls back. */
export function createMemoryUnit(tables: MemoryTables, { step }: UnitGuard): Unit {
  return {
    append: (request) => step(() => (checkAppend(request), tables.append(request))),
    recordOutcome: (record) => step(() => (checkOutcome(record), tables.recordOutcome(record))),
    findOutcome: (key) => step(() => (checkOutcomeKey(key), tables.outcomes.get(outcomeText(key)))),
    findDocument: (collection, key) =>
      step(() => documentOf(collection, key, tables.documents.get(documentText(collection, key)))),
    putDocument: (document, expected) => step(() => putDocument(tables, document, expected)),
    deleteDocument: (collection, key, expected) =>
      step(() => writeDocument(tables, { collection, key }, expected, undefined)),
    enqueue: (message) => step(() => enqueue(tables, message)),
    findCheckpoint: (name) => step(() => tables.checkpoints.get(name)),
    saveCheckpoint: (checkpoint) => step(() => saveCheckpoint(tables, checkpoint)),
    findSnapshot: (streamName, stateHash) => step(() => tables.snapshots.get(streamName)?.get(stateHash)),
    saveSnapshot: (snapshot) => step(() => saveSnapshot(tables, snapshot)),
    deleteSnapshots: (streamName) => step(() => (assertStreamName(streamName), tables.snapshots.delete(streamName))),
  };
}

/** Document keys as one text; NUL cannot occur in a part. @throws InvalidStoreArgumentError */
export function documentText(collection: string, key: string): string {
  checkDocumentKey(collection, key);
  return `${collection}\0${key}`;
}

export function documentOf(
  collection: string,
  key: string,
  entry: DocumentEntry | undefined,
): StateDocument | undefined {
  if (entry?.data === undefined) return undefined;
  return { collection, key, revision: entry.revision, data: entry.data };
}

function putDocument(
  tables: MemoryTables,
  document: Omit<StateDocument, 'revision'>,
  expected: number,
): DocumentResult {
  checkDocument(document, expected);
  return writeDocument(tables, document, expected, document.data);
}

function writeDocument(
  tables: MemoryTables,
  { collection, key }: Pick<StateDocument, 'collection' | 'key'>,
  expected: number,
  data: string | undefined,
): DocumentResult {
  const text = documentText(collection, key);
  const entry = tables.documents.get(text);
  const actual = entry?.data === undefined ? 0 : entry.revision;
  if (actual !== expected) return { kind: 'conflict', revision: actual };
  if (data === undefined && actual === 0) return { kind: 'written', revision: 0 };
  const revision = (entry?.revision ?? 0) + 1;
  tables.documents.set(text, { revision, data });
  return { kind: 'written', revision };
}

function enqueue(tables: MemoryTables, message: OutboxMessage): void {
  checkMessage(message);
  const { messageId, topic, orderKey, payload } = message;
  if (tables.outbox.get(messageId) !== undefined) throw new DuplicateMessageIdError(messageId);
  tables.outbox.set(messageId, Object.freeze({ messageId, topic, orderKey, payload }));
}

function saveCheckpoint(tables: MemoryTables, checkpoint: Checkpoint): void {
  checkCheckpoint(checkpoint);
  const { name, logId, logPosition, eventId, epoch } = checkpoint;
  const stored = tables.checkpoints.get(name)?.epoch ?? 0;
  if (epoch < stored) throw new StaleEpochError(name, epoch, stored);
  tables.checkpoints.set(name, Object.freeze({ name, logId, logPosition, eventId, epoch }));
}

function saveSnapshot(tables: MemoryTables, snapshot: Snapshot): void {
  checkSnapshot(snapshot);
  const { streamName, stateHash, streamVersion, eventId, data } = snapshot;
  const kept = Object.freeze({ streamName, stateHash, streamVersion, eventId, data });
  tables.snapshots.set(streamName, new Map(tables.snapshots.get(streamName)).set(stateHash, kept));
}
