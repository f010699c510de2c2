import { DuplicateMessageIdError, StaleEpochError } from '../../errors/store-unit-errors.js';
import type { EventId, StreamName } from '../../message/identifiers.js';
import type {
  Checkpoint,
  DocumentResult,
  OutboxMessage,
  Snapshot,
  StateDocument,
  WaitingMessage,
} from '../../store/unit.js';
import type { DocumentWrite } from '../../store/create-unit.js';
import { type ordersOf, tenantSaid } from '../../store/tenant.js';
import type { Scope } from './scope.js';

// Documents, outbox, checkpoints and snapshots: one function a statement. Arguments were checked before.

type DocumentRow = readonly [revision: number, data: string | null];

const selectDocument = 'SELECT revision, data FROM varve_documents WHERE tenant = ? AND collection = ? AND key = ?';
const upsertDocument = `INSERT INTO varve_documents (tenant, collection, key, revision, data) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (tenant, collection, key) DO UPDATE SET revision = excluded.revision, data = excluded.data`;

export function findDocument(
  { connection, tenant }: Scope,
  collection: string,
  key: string,
): StateDocument | undefined {
  const row = connection.statement<DocumentRow>(selectDocument).get(tenant, collection, key);
  if (row === undefined || row[1] === null) return undefined;
  return { collection, key, revision: row[0], data: row[1] };
}

/** A deleted document's row stays, so that the revision goes on counting. */
export function writeDocument(
  { connection, tenant }: Scope,
  { collection, key, data }: DocumentWrite,
  expected: number,
): DocumentResult {
  const row = connection.statement<DocumentRow>(selectDocument).get(tenant, collection, key);
  const actual = row === undefined || row[1] === null ? 0 : row[0];
  if (actual !== expected) return { kind: 'conflict', revision: actual };
  if (data === undefined && actual === 0) return { kind: 'written', revision: 0 };
  const revision = (row?.[0] ?? 0) + 1;
  connection.statement(upsertDocument).run(tenant, collection, key, revision, data ?? null);
  return { kind: 'written', revision };
}

export function enqueueMessage(
  { connection, tenant }: Scope,
  { messageId, topic, orderKey, payload }: OutboxMessage,
): void {
  const { changes } = connection
    .statement(
      `INSERT INTO varve_outbox (tenant, message_id, topic, order_key, payload) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, message_id) DO NOTHING`,
    )
    .run(tenant, messageId, topic, orderKey, payload);
  if (Number(changes) !== 1) throw new DuplicateMessageIdError(messageId);
}

/** A tenant's own messages; those of all, with their tenants, for the store as opened. */
export function readOutbox(
  { connection, tenant }: Scope,
  limit: number,
  besides: ReturnType<typeof ordersOf>,
): readonly WaitingMessage[] {
  const orders = JSON.stringify(besides.map((order) => [order.tenant, order.orderKey]));
  const heldUp = `AND (tenant, order_key) NOT IN
    (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?3))`;
  return connection
    .statement<readonly [string, string, string, string, string]>(
      `SELECT message_id, topic, order_key, payload, CASE ?1 WHEN '' THEN tenant ELSE '' END FROM varve_outbox
        WHERE ?1 IN ('', tenant) ${besides.length === 0 ? '' : heldUp} ORDER BY place LIMIT ?2`,
    )
    .all(tenant, limit, ...(besides.length === 0 ? [] : [orders]))
    .map(([messageId, topic, orderKey, payload, said]) => {
      return { messageId, topic, orderKey, payload, ...tenantSaid(said) };
    });
}

export function removeFromOutbox(
  { connection }: Scope,
  messages: readonly { readonly tenant: string; readonly messageId: string }[],
): void {
  const remove = connection.statement('DELETE FROM varve_outbox WHERE tenant = ? AND message_id = ?');
  for (const { tenant, messageId } of messages) remove.run(tenant, messageId);
}

export function findCheckpoint({ connection, tenant }: Scope, name: string): Checkpoint | undefined {
  const row = connection
    .statement<readonly [string, string, EventId, number]>(
      'SELECT log_id, log_position, event_id, epoch FROM varve_checkpoints WHERE tenant = ? AND name = ?',
    )
    .get(tenant, name);
  return row && { name, logId: row[0], logPosition: row[1], eventId: row[2], epoch: row[3] };
}

export function saveCheckpoint({ connection, tenant }: Scope, checkpoint: Checkpoint): void {
  const { name, logId, logPosition, eventId, epoch } = checkpoint;
  const { changes } = connection
    .statement(
      `INSERT INTO varve_checkpoints (tenant, name, log_id, log_position, event_id, epoch)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, name) DO UPDATE SET log_id = excluded.log_id, log_position = excluded.log_position,
          event_id = excluded.event_id, epoch = excluded.epoch WHERE excluded.epoch >= epoch`,
    )
    .run(tenant, name, logId, logPosition, eventId, epoch);
  if (Number(changes) === 1) return;
  throw new StaleEpochError(name, epoch, findCheckpoint({ connection, tenant }, name)?.epoch ?? epoch);
}

export function deleteCheckpoint({ connection, tenant }: Scope, name: string): void {
  connection.statement('DELETE FROM varve_checkpoints WHERE tenant = ? AND name = ?').run(tenant, name);
}

export function findSnapshot(
  { connection, tenant }: Scope,
  streamName: StreamName,
  stateHash: string,
): Snapshot | undefined {
  const row = connection
    .statement<readonly [number, EventId, string]>(
      'SELECT stream_version, event_id, data FROM varve_snapshots WHERE tenant = ? AND stream_name = ? AND state_hash = ?',
    )
    .get(tenant, streamName, stateHash);
  return row && { streamName, stateHash, streamVersion: row[0], eventId: row[1], data: row[2] };
}

export function saveSnapshot({ connection, tenant }: Scope, snapshot: Snapshot): void {
  const { streamName, stateHash, streamVersion, eventId, data } = snapshot;
  connection
    .statement(
      `INSERT INTO varve_snapshots (tenant, stream_name, state_hash, stream_version, event_id, data)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, stream_name, state_hash) DO UPDATE SET stream_version = excluded.stream_version,
          event_id = excluded.event_id, data = excluded.data`,
    )
    .run(tenant, streamName, stateHash, streamVersion, eventId, data);
}

export function deleteSnapshots({ connection, tenant }: Scope, streamName: StreamName): void {
  connection.statement('DELETE FROM varve_snapshots WHERE tenant = ? AND stream_name = ?').run(tenant, streamName);
}
