import type { EventId, StreamName } from '../../message/identifiers.js';
import type { OutcomeKey, OutcomeRecord } from '../../store/outcome.js';
import type { DocumentWrite } from '../../store/create-unit.js';
import type { Checkpoint, OutboxMessage, Snapshot, StateDocument, WaitingMessage } from '../../store/unit.js';
import { outcomeArray } from './append-statement.js';
import { type sentMessage, tenantSaid } from '../../store/tenant.js';
import { textArray } from './array-literal.js';
import type { Scope } from './scope.js';
import type { Rows } from './connections.js';
import type { SqlStatement } from './driver.js';

// Outcomes, documents, outbox, checkpoints and snapshots: a statement and what its rows mean. Arguments were checked before.

/** A statement, and what its rows mean. */
export interface Asking<T> {
  readonly statement: SqlStatement;
  answer(rows: Rows): T;
}

export const ask = <T>(statement: SqlStatement, answer: (rows: Rows) => T): Asking<T> => ({ statement, answer });

const outcomeOf = (key: OutcomeKey, [row]: Rows): OutcomeRecord | undefined =>
  row && {
    key: { tenant: key.tenant, context: key.context, commandId: key.commandId },
    commandHash: row[0] ?? '',
    // Written by this store alone.
    kind: row[1] as OutcomeRecord['kind'],
    result: row[2] ?? '',
  };

export function findOutcome({ schema: s }: Scope, key: OutcomeKey): Asking<OutcomeRecord | undefined> {
  const text = `SELECT command_hash, kind, result FROM ${s}.outcomes WHERE tenant = $1 AND context = $2 AND command_id = $3`;
  return ask({ text, parameters: [key.tenant, key.context, key.commandId] }, (rows) => outcomeOf(key, rows));
}

/** The record that stands afterwards. */
export function recordOutcome({ schema: s }: Scope, record: OutcomeRecord): Asking<OutcomeRecord> {
  const statement = { text: `SELECT * FROM ${s}.record_outcome_v1($1)`, parameters: [outcomeArray(record)] };
  return ask(statement, (rows) => outcomeOf(record.key, rows) ?? record);
}

/** @param isHeld nobody else writes it before the transaction has ended */
export function findDocument(
  { schema: s, tenant }: Scope,
  collection: string,
  key: string,
  isHeld = false,
): Asking<StateDocument | undefined> {
  const text = `SELECT revision, data FROM ${s}.documents
    WHERE tenant = $1 AND collection = $2 AND key = $3 AND data IS NOT NULL${isHeld ? ' FOR SHARE' : ''}`;
  return ask(
    { text, parameters: [tenant, collection, key] },
    ([row]) => row && { collection, key, revision: Number(row[0]), data: row[1] ?? '' },
  );
}

/** Rows: the revision written, none if the expected one does not stand. A deleted document's row stays, so that its revision goes on counting. */
export function writeDocument(
  { schema: s, tenant }: Scope,
  { collection, key, data }: DocumentWrite,
  expected: number,
): SqlStatement {
  const parameters = [tenant, collection, key, data ?? null];
  if (expected === 0) {
    const text = `INSERT INTO ${s}.documents AS d (tenant, collection, key, revision, data) VALUES ($1, $2, $3, 1, $4)
      ON CONFLICT ON CONSTRAINT documents_pkey DO UPDATE SET revision = d.revision + 1, data = excluded.data WHERE d.data IS NULL
      RETURNING revision`;
    return { text, parameters };
  }
  const text = `UPDATE ${s}.documents SET revision = revision + 1, data = $4
    WHERE tenant = $1 AND collection = $2 AND key = $3 AND data IS NOT NULL AND revision = $5::bigint RETURNING revision`;
  return { text, parameters: [...parameters, String(expected)] };
}

/** Whether the message was put there. */
export function enqueueMessage({ schema: s, tenant }: Scope, message: OutboxMessage): Asking<boolean> {
  const text = `INSERT INTO ${s}.outbox (tenant, message_id, topic, order_key, payload) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT ON CONSTRAINT outbox_message_id DO NOTHING RETURNING message_id`;
  const { messageId, topic, orderKey, payload } = message;
  return ask({ text, parameters: [tenant, messageId, topic, orderKey, payload] }, (rows) => rows.length === 1);
}

/** A tenant's own messages; those of all, with their tenants, for the store as opened. */
export function readOutbox({ schema: s, tenant }: Scope, limit: number): Asking<readonly WaitingMessage[]> {
  const whose = tenant === '' ? "$1::text = ''" : 'tenant = $1';
  const text = `SELECT message_id, topic, order_key, payload, tenant FROM ${s}.outbox WHERE ${whose}
    ORDER BY place LIMIT $2::bigint`;
  return ask({ text, parameters: [tenant, String(limit)] }, (rows) =>
    rows.map(([messageId, topic, orderKey, payload, owner]) => ({
      messageId: messageId ?? '',
      topic: topic ?? '',
      orderKey: orderKey ?? '',
      payload: payload ?? '',
      ...(tenant === '' ? tenantSaid(owner ?? '') : {}),
    })),
  );
}

export function removeFromOutbox(
  { schema: s }: Scope,
  messages: readonly ReturnType<typeof sentMessage>[],
): SqlStatement {
  const text = `DELETE FROM ${s}.outbox o USING unnest($1::text[], $2::text[]) AS sent (tenant, message_id)
    WHERE o.tenant = sent.tenant AND o.message_id = sent.message_id`;
  const of = (part: 'tenant' | 'messageId'): string => textArray(messages.map((message) => message[part]));
  return { text, parameters: [of('tenant'), of('messageId')] };
}

export function findCheckpoint({ schema: s, tenant }: Scope, name: string): Asking<Checkpoint | undefined> {
  const text = `SELECT log_id, log_position, event_id, epoch FROM ${s}.checkpoints WHERE tenant = $1 AND name = $2`;
  return ask(
    { text, parameters: [tenant, name] },
    ([row]) =>
      row && {
        name,
        logId: row[0] ?? '',
        logPosition: row[1] ?? '',
        eventId: (row[2] ?? '') as EventId,
        epoch: Number(row[3]),
      },
  );
}

/** Whether it was saved: not over a newer owner's. */
export function saveCheckpoint({ schema: s, tenant }: Scope, checkpoint: Checkpoint): Asking<boolean> {
  const text = `INSERT INTO ${s}.checkpoints AS c (tenant, name, log_id, log_position, event_id, epoch)
    VALUES ($1, $2, $3, $4, $5, $6::bigint) ON CONFLICT ON CONSTRAINT checkpoints_pkey DO UPDATE SET log_id = excluded.log_id,
      log_position = excluded.log_position, event_id = excluded.event_id, epoch = excluded.epoch
      WHERE excluded.epoch >= c.epoch RETURNING c.name`;
  const { name, logId, logPosition, eventId, epoch } = checkpoint;
  return ask(
    { text, parameters: [tenant, name, logId, logPosition, eventId, String(epoch)] },
    (rows) => rows.length === 1,
  );
}

export function deleteCheckpoint({ schema: s, tenant }: Scope, name: string): SqlStatement {
  return { text: `DELETE FROM ${s}.checkpoints WHERE tenant = $1 AND name = $2`, parameters: [tenant, name] };
}

export function findSnapshot(
  { schema: s, tenant }: Scope,
  streamName: StreamName,
  stateHash: string,
): Asking<Snapshot | undefined> {
  const text = `SELECT stream_version, event_id, data FROM ${s}.snapshots
    WHERE tenant = $1 AND stream_name = $2 AND state_hash = $3`;
  return ask(
    { text, parameters: [tenant, streamName, stateHash] },
    ([row]) =>
      row && {
        streamName,
        stateHash,
        streamVersion: Number(row[0]),
        eventId: (row[1] ?? '') as EventId,
        data: row[2] ?? '',
      },
  );
}

export function saveSnapshot({ schema: s, tenant }: Scope, snapshot: Snapshot): SqlStatement {
  const text = `INSERT INTO ${s}.snapshots (tenant, stream_name, state_hash, stream_version, event_id, data)
    VALUES ($1, $2, $3, $4::bigint, $5, $6) ON CONFLICT ON CONSTRAINT snapshots_pkey DO UPDATE SET
      stream_version = excluded.stream_version, event_id = excluded.event_id, data = excluded.data`;
  const { streamName, stateHash, streamVersion, eventId, data } = snapshot;
  return { text, parameters: [tenant, streamName, stateHash, String(streamVersion), eventId, data] };
}

export function deleteSnapshots({ schema: s, tenant }: Scope, streamName: StreamName): SqlStatement {
  return {
    text: `DELETE FROM ${s}.snapshots WHERE tenant = $1 AND stream_name = $2`,
    parameters: [tenant, streamName],
  };
}
