import type { EventId, StreamName } from '../../message/identifiers.js';
import type { OutcomeKey, OutcomeRecord } from '../../store/outcome.js';
import type { DocumentWrite } from '../../store/create-unit.js';
import type { Checkpoint, OutboxMessage, Snapshot, StateDocument } from '../../store/unit.js';
import { outcomeArray } from './append-statement.js';
import { textArray } from './array-literal.js';
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

export function findOutcome(s: string, key: OutcomeKey): Asking<OutcomeRecord | undefined> {
  const text = `SELECT command_hash, kind, result FROM ${s}.outcomes WHERE tenant = $1 AND context = $2 AND command_id = $3`;
  return ask({ text, parameters: [key.tenant, key.context, key.commandId] }, (rows) => outcomeOf(key, rows));
}

/** The record that stands afterwards. */
export function recordOutcome(s: string, record: OutcomeRecord): Asking<OutcomeRecord> {
  const statement = { text: `SELECT * FROM ${s}.record_outcome_v1($1)`, parameters: [outcomeArray(record)] };
  return ask(statement, (rows) => outcomeOf(record.key, rows) ?? record);
}

export function findDocument(s: string, collection: string, key: string): Asking<StateDocument | undefined> {
  const text = `SELECT revision, data FROM ${s}.documents WHERE collection = $1 AND key = $2 AND data IS NOT NULL`;
  return ask(
    { text, parameters: [collection, key] },
    ([row]) => row && { collection, key, revision: Number(row[0]), data: row[1] ?? '' },
  );
}

/** Rows: the revision written, none if the expected one does not stand. A deleted document's row stays, so that its revision goes on counting. */
export function writeDocument(s: string, { collection, key, data }: DocumentWrite, expected: number): SqlStatement {
  const parameters = [collection, key, data ?? null];
  if (expected === 0) {
    const text = `INSERT INTO ${s}.documents AS d (collection, key, revision, data) VALUES ($1, $2, 1, $3)
      ON CONFLICT (collection, key) DO UPDATE SET revision = d.revision + 1, data = excluded.data WHERE d.data IS NULL
      RETURNING revision`;
    return { text, parameters };
  }
  const text = `UPDATE ${s}.documents SET revision = revision + 1, data = $3
    WHERE collection = $1 AND key = $2 AND data IS NOT NULL AND revision = $4::bigint RETURNING revision`;
  return { text, parameters: [...parameters, String(expected)] };
}

/** Whether the message was put there. */
export function enqueueMessage(s: string, message: OutboxMessage): Asking<boolean> {
  const text = `INSERT INTO ${s}.outbox (message_id, topic, order_key, payload) VALUES ($1, $2, $3, $4)
    ON CONFLICT ON CONSTRAINT outbox_message_id DO NOTHING RETURNING message_id`;
  const { messageId, topic, orderKey, payload } = message;
  return ask({ text, parameters: [messageId, topic, orderKey, payload] }, (rows) => rows.length === 1);
}

export function readOutbox(s: string, limit: number): Asking<readonly OutboxMessage[]> {
  const text = `SELECT message_id, topic, order_key, payload FROM ${s}.outbox ORDER BY place LIMIT $1::bigint`;
  return ask({ text, parameters: [String(limit)] }, (rows) =>
    rows.map(([messageId, topic, orderKey, payload]) => ({
      messageId: messageId ?? '',
      topic: topic ?? '',
      orderKey: orderKey ?? '',
      payload: payload ?? '',
    })),
  );
}

export function removeFromOutbox(s: string, messageIds: readonly string[]): SqlStatement {
  const text = `DELETE FROM ${s}.outbox WHERE message_id = ANY ($1::text[])`;
  return { text, parameters: [textArray(messageIds)] };
}

export function findCheckpoint(s: string, name: string): Asking<Checkpoint | undefined> {
  const text = `SELECT log_id, log_position, event_id, epoch FROM ${s}.checkpoints WHERE name = $1`;
  return ask(
    { text, parameters: [name] },
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
export function saveCheckpoint(s: string, checkpoint: Checkpoint): Asking<boolean> {
  const text = `INSERT INTO ${s}.checkpoints AS c (name, log_id, log_position, event_id, epoch)
    VALUES ($1, $2, $3, $4, $5::bigint) ON CONFLICT (name) DO UPDATE SET log_id = excluded.log_id,
      log_position = excluded.log_position, event_id = excluded.event_id, epoch = excluded.epoch
      WHERE excluded.epoch >= c.epoch RETURNING c.name`;
  const { name, logId, logPosition, eventId, epoch } = checkpoint;
  return ask({ text, parameters: [name, logId, logPosition, eventId, String(epoch)] }, (rows) => rows.length === 1);
}

export function findSnapshot(s: string, streamName: StreamName, stateHash: string): Asking<Snapshot | undefined> {
  const text = `SELECT stream_version, event_id, data FROM ${s}.snapshots WHERE stream_name = $1 AND state_hash = $2`;
  return ask(
    { text, parameters: [streamName, stateHash] },
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

export function saveSnapshot(s: string, snapshot: Snapshot): SqlStatement {
  const text = `INSERT INTO ${s}.snapshots (stream_name, state_hash, stream_version, event_id, data)
    VALUES ($1, $2, $3::bigint, $4, $5) ON CONFLICT (stream_name, state_hash) DO UPDATE SET
      stream_version = excluded.stream_version, event_id = excluded.event_id, data = excluded.data`;
  const { streamName, stateHash, streamVersion, eventId, data } = snapshot;
  return { text, parameters: [streamName, stateHash, String(streamVersion), eventId, data] };
}

export function deleteSnapshots(s: string, streamName: StreamName): SqlStatement {
  return { text: `DELETE FROM ${s}.snapshots WHERE stream_name = $1`, parameters: [streamName] };
}
