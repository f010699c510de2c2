import { DuplicateMessageIdError, StaleEpochError } from '../../errors/store-unit-errors.js';
import type { EventId, StreamName } from '../../message/identifiers.js';
import type { Checkpoint, DocumentResult, OutboxMessage, Snapshot, StateDocument } from '../../store/unit.js';
import type { DocumentWrite } from '../../store/create-unit.js';
import type { Connection } from './connection.js';

// Documents, outbox, checkpoints and snapshots: one function a statement. Arguments were checked before.

type DocumentRow = readonly [revision: number, data: string | null];

const selectDocument = 'SELECT revision, data FROM varve_documents WHERE collection = ? AND key = ?';
const upsertDocument = `INSERT INTO varve_documents (collection, key, revision, data) VALUES (?, ?, ?, ?)
  ON CONFLICT (collection, key) DO UPDATE SET revision = excluded.revision, data = excluded.data`;

export function findDocument(connection: Connection, collection: string, key: string): StateDocument | undefined {
  const row = connection.statement<DocumentRow>(selectDocument).get(collection, key);
  if (row === undefined || row[1] === null) return undefined;
  return { collection, key, revision: row[0], data: row[1] };
}

/** A deleted document's row stays, so that the revision goes on counting. */
export function writeDocument(
  connection: Connection,
  { collection, key, data }: DocumentWrite,
  expected: number,
): DocumentResult {
  const row = connection.statement<DocumentRow>(selectDocument).get(collection, key);
  const actual = row === undefined || row[1] === null ? 0 : row[0];
  if (actual !== expected) return { kind: 'conflict', revision: actual };
  if (data === undefined && actual === 0) return { kind: 'written', revision: 0 };
  const revision = (row?.[0] ?? 0) + 1;
  connection.statement(upsertDocument).run(collection, key, revision, data ?? null);
  return { kind: 'written', revision };
}

export function enqueueMessage(connection: Connection, { messageId, topic, orderKey, payload }: OutboxMessage): void {
  const { changes } = connection
    .statement(
      `INSERT INTO varve_outbox (message_id, topic, order_key, payload) VALUES (?, ?, ?, ?)
        ON CONFLICT (message_id) DO NOTHING`,
    )
    .run(messageId, topic, orderKey, payload);
  if (Number(changes) !== 1) throw new DuplicateMessageIdError(messageId);
}

export function readOutbox(connection: Connection, limit: number): readonly OutboxMessage[] {
  return connection
    .statement<readonly [string, string, string, string]>(
      'SELECT message_id, topic, order_key, payload FROM varve_outbox ORDER BY place LIMIT ?',
    )
    .all(limit)
    .map(([messageId, topic, orderKey, payload]) => ({ messageId, topic, orderKey, payload }));
}

export function removeFromOutbox(connection: Connection, messageIds: readonly string[]): void {
  const remove = connection.statement('DELETE FROM varve_outbox WHERE message_id = ?');
  for (const messageId of messageIds) remove.run(messageId);
}

export function findCheckpoint(connection: Connection, name: string): Checkpoint | undefined {
  const row = connection
    .statement<readonly [string, string, EventId, number]>(
      'SELECT log_id, log_position, event_id, epoch FROM varve_checkpoints WHERE name = ?',
    )
    .get(name);
  return row && { name, logId: row[0], logPosition: row[1], eventId: row[2], epoch: row[3] };
}

export function saveCheckpoint(connection: Connection, checkpoint: Checkpoint): void {
  const { name, logId, logPosition, eventId, epoch } = checkpoint;
  const { changes } = connection
    .statement(
      `INSERT INTO varve_checkpoints (name, log_id, log_position, event_id, epoch) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET log_id = excluded.log_id, log_position = excluded.log_position,
          event_id = excluded.event_id, epoch = excluded.epoch WHERE excluded.epoch >= epoch`,
    )
    .run(name, logId, logPosition, eventId, epoch);
  if (Number(changes) === 1) return;
  throw new StaleEpochError(name, epoch, findCheckpoint(connection, name)?.epoch ?? epoch);
}

export function findSnapshot(connection: Connection, streamName: StreamName, stateHash: string): Snapshot | undefined {
  const row = connection
    .statement<readonly [number, EventId, string]>(
      'SELECT stream_version, event_id, data FROM varve_snapshots WHERE stream_name = ? AND state_hash = ?',
    )
    .get(streamName, stateHash);
  return row && { streamName, stateHash, streamVersion: row[0], eventId: row[1], data: row[2] };
}

export function saveSnapshot(connection: Connection, snapshot: Snapshot): void {
  const { streamName, stateHash, streamVersion, eventId, data } = snapshot;
  connection
    .statement(
      `INSERT INTO varve_snapshots (stream_name, state_hash, stream_version, event_id, data) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (stream_name, state_hash) DO UPDATE SET stream_version = excluded.stream_version,
          event_id = excluded.event_id, data = excluded.data`,
    )
    .run(streamName, stateHash, streamVersion, eventId, data);
}

export function deleteSnapshots(connection: Connection, streamName: StreamName): void {
  connection.statement('DELETE FROM varve_snapshots WHERE stream_name = ?').run(streamName);
}
