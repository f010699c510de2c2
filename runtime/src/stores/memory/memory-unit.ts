import { DuplicateMessageIdError, StaleEpochError } from '../../errors/store-unit-errors.js';
import type { EventId } from '../../message/identifiers.js';
import { parkedLimit } from '../../store/check-parked-event.js';
import type { ParkedEvent, ReadParkedOptions } from '../../store/parked-event.js';
import { checkDocumentKey } from '../../store/check-unit.js';
import { assertLast } from '../../store/judge-lease.js';
import type { DocumentWrite, UnitWork } from '../../store/create-unit.js';
import { keyOfTenant, parkedOwner, type sentMessage, tenantSaid } from '../../store/tenant.js';
import type { Checkpoint, DocumentResult, OutboxMessage, Snapshot, StateDocument } from '../../store/unit.js';
import { outcomeText, type DocumentEntry, type MemoryTables } from './memory-tables.js';

/** The tables as one unit sees and changes them; the store commits or rolls back. */
export function createMemoryUnitWork(tables: MemoryTables): UnitWork {
  return {
    append: (request) => tables.append(request),
    recordOutcome: (record) => tables.recordOutcome(record),
    findOutcome: (key) => tables.outcomes.get(outcomeText(key)),
    findDocument: (collection, key) => documentOf(collection, key, tables.documents.get(documentText(collection, key))),
    writeDocument: (document, expected) => writeDocument(tables, document, expected),
    enqueue: (message) => enqueue(tables, message),
    removeFromOutbox: (messages) => removeMessages(tables, messages),
    findCheckpoint: (name) => tables.checkpoints.get(name),
    saveCheckpoint: (checkpoint) => saveCheckpoint(tables, checkpoint),
    deleteCheckpoint: (name) => tables.checkpoints.delete(name),
    findSnapshot: (streamName, stateHash) => tables.snapshots.get(streamName)?.get(stateHash),
    saveSnapshot: (snapshot) => saveSnapshot(tables, snapshot),
    deleteSnapshots: (streamName) => tables.snapshots.delete(streamName),
    // Whoever acquires it waits for this unit: writers take turns.
    holdLease: (lease) => assertLast(lease, tables.leases.get(lease.name)),
    readParked: (processor, options) => parkedIn(tables.parked.get(processor), options, tables.tenant),
    park: (event) => park(tables, event),
    unpark: (processor, eventIds) => unpark(tables, processor, eventIds),
    // Nobody else writes meanwhile.
    holdView: (name) => tables.views.find(name, 'staged'),
    findRows: (view, places) => tables.views.rowsAt(view, places, 'staged'),
    writeRows: (view, changes) => tables.views.write(view, changes),
    serveView: (view) => tables.views.serve(view),
    dropView: (name, hash) => tables.views.drop(name, hash),
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

function writeDocument(
  tables: MemoryTables,
  { collection, key, data }: DocumentWrite,
  expected: number,
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

function enqueue(tables: MemoryTables, { messageId, topic, orderKey, payload }: OutboxMessage): void {
  const { outbox, tenant } = tables;
  const key = keyOfTenant(tenant, messageId);
  if (outbox.get(key) !== undefined) throw new DuplicateMessageIdError(messageId);
  outbox.set(key, Object.freeze({ messageId, topic, orderKey, payload, ...tenantSaid(tenant) }));
}

export function removeMessages({ outbox }: MemoryTables, messages: readonly ReturnType<typeof sentMessage>[]): void {
  for (const { tenant, messageId } of messages) outbox.delete(keyOfTenant(tenant, messageId));
}

function saveCheckpoint(tables: MemoryTables, checkpoint: Checkpoint): void {
  const { name, logId, logPosition, eventId, epoch } = checkpoint;
  const stored = tables.checkpoints.get(name)?.epoch ?? 0;
  if (epoch < stored) throw new StaleEpochError(name, epoch, stored);
  tables.checkpoints.set(name, Object.freeze({ name, logId, logPosition, eventId, epoch }));
}

function saveSnapshot(tables: MemoryTables, snapshot: Snapshot): void {
  const { streamName, stateHash, streamVersion, eventId, data } = snapshot;
  const kept = Object.freeze({ streamName, stateHash, streamVersion, eventId, data });
  tables.snapshots.set(streamName, new Map(tables.snapshots.get(streamName)).set(stateHash, kept));
}

/** Those that were asked for, in their order. */
export function parkedIn(
  parked: ReadonlyMap<EventId, ParkedEvent> | undefined,
  { streamName, tenant, limit = parkedLimit }: ReadParkedOptions,
  handle: string,
): readonly ParkedEvent[] {
  const { tenant: owner } = tenantSaid(parkedOwner(tenant, handle));
  const all = [...(parked?.values() ?? [])];
  return all
    .filter((event) => streamName === undefined || (event.streamName === streamName && event.tenant === owner))
    .slice(0, limit);
}

function park(tables: MemoryTables, event: ParkedEvent): void {
  const { processor, eventId, tenant, streamName, position, logPosition, reason } = event;
  const whose = tenantSaid(parkedOwner(tenant, tables.tenant));
  const kept = Object.freeze({ processor, eventId, ...whose, streamName, position, logPosition, reason });
  tables.parked.set(processor, new Map(tables.parked.get(processor)).set(eventId, kept));
}

function unpark(tables: MemoryTables, processor: string, eventIds: readonly EventId[]): void {
  const left = new Map(tables.parked.get(processor));
  for (const eventId of eventIds) left.delete(eventId);
  tables.parked.set(processor, left);
}
