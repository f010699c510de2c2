import { loadDriver } from '../../measure/sqlite-driver.js';
import { newMetadata } from '../workload.js';
import { rowOf } from './raw-memory.js';
import type { RawLogRow, RawLogStore, RawRow } from './raw-store.js';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE event (
    place INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (stream, position)
  ) STRICT;
`;
const columns = 'position, event_id, type, schema_version, data, metadata, recorded_at';

/**
 * The least that a store on SQLite can be: one table, one prepared INSERT inside BEGIN IMMEDIATE … COMMIT, one prepared
 * SELECT; the unique key is the version check. Same driver and pragmas as Varve's store.
 */
export async function createRawSqlite(file: string): Promise<RawLogStore> {
  const { DatabaseSync } = await loadDriver();
  const database = new DatabaseSync(file);
  database.exec(schema);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const insert = database.prepare(`INSERT INTO event (stream, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const select = database.prepare(`SELECT ${columns} FROM event WHERE stream = ? ORDER BY position`);
  const scan = database.prepare(`SELECT place, stream, ${columns} FROM event WHERE place > ? ORDER BY place LIMIT ?`);
  return {
    async append(stream, streamVersion, items) {
      begin.run();
      try {
        const shared = { metadata: JSON.stringify(newMetadata()), recordedAt: new Date().toISOString() };
        items.forEach((item, index) => {
          const row = rowOf(item, streamVersion + index, shared);
          const { position, event_id, type, schema_version, data, metadata, recorded_at } = row;
          insert.run(stream, position, event_id, type, schema_version, data, metadata, recorded_at);
        });
        commit.run();
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
      return streamVersion + items.length;
    },
    async readRows(stream) {
      return select.all(stream) as unknown[] as RawRow[];
    },
    async readLog(after, limit) {
      return scan.all(after, limit) as unknown[] as RawLogRow[];
    },
    async close() {
      database.close();
    },
  };
}
