import type { OutcomeKey, OutcomeRecord } from '../../store/outcome.js';
import type { Clock } from '../../store/recording-clock.js';
import type { Connection } from './connection.js';

const select = `SELECT command_hash, kind, result FROM varve_outcomes
  WHERE tenant = ? AND context = ? AND command_id = ?`;
const insert = `INSERT INTO varve_outcomes (tenant, context, command_id, command_hash, kind, result, recorded_at)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

export interface OutcomeTable {
  find(key: OutcomeKey): OutcomeRecord | undefined;
  /** The key must be free. */
  insert(record: OutcomeRecord): void;
  /** @returns the record that stands under the key afterwards. */
  record(record: OutcomeRecord): OutcomeRecord;
}

export function createOutcomeTable(connection: Connection, clock: Clock): OutcomeTable {
  const table: OutcomeTable = {
    find: (key) => findOutcome(connection, key),
    insert({ key, commandHash, kind, result }) {
      const { tenant, context, commandId } = key;
      connection.statement(insert).run(tenant, context, commandId, commandHash, kind, result, clock());
    },
    record(record) {
      const standing = table.find(record.key);
      if (standing === undefined) table.insert(record);
      return standing ?? record;
    },
  };
  return table;
}

export function findOutcome(connection: Connection, key: OutcomeKey): OutcomeRecord | undefined {
  const { tenant, context, commandId } = key;
  const row = connection
    .statement<readonly [string, OutcomeRecord['kind'], string]>(select)
    .get(tenant, context, commandId);
  if (row === undefined) return undefined;
  const [commandHash, kind, result] = row;
  return { key: { tenant, context, commandId }, commandHash, kind, result };
}
