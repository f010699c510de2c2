/** What somebody would write by hand for this one view: pages of the log, added up, one statement and the place, in one commit. */
import { type BenchServer, poolOf } from '../measure/bench-server.js';
import { loadDriver } from '../measure/sqlite-driver.js';
import { createRawPostgres } from '../runtime/raw/raw-postgres.js';
import { parseRow } from '../runtime/raw/raw-memory.js';
import { createRawSqlite } from '../runtime/raw/raw-sqlite.js';
import type { RawLogStore } from '../runtime/raw/raw-store.js';
import { adding, totalsIn, totalsTable } from './totals-table.js';
import { addedBy, type OpenViewer } from './viewer.js';

const page = 500;

const tables = `${totalsTable}; CREATE TABLE place (name TEXT PRIMARY KEY, place BIGINT NOT NULL)`;

type Added = ReturnType<typeof addedBy>;

async function buildFrom(
  log: RawLogStore,
  commit: (added: Added, place: number) => Promise<void> | void,
): Promise<void> {
  for (let after = 0; ;) {
    const rows = await log.readLog(after, page);
    const last = rows.at(-1);
    if (last === undefined) return;
    await commit(addedBy(rows.map((row) => ({ stream: row.stream, data: parseRow(row).data }))), last.place);
    after = last.place;
  }
}

export const openRawSqliteViewer: OpenViewer = async (folder) => {
  const file = `${folder}/raw.db`;
  const log = await createRawSqlite(file);
  const { DatabaseSync } = await loadDriver();
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA synchronous = FULL; ${tables}`);
  const upsert = database.prepare(`INSERT INTO totals VALUES (?, ?, ?) ${adding}`);
  const remember = database.prepare(`INSERT OR REPLACE INTO place VALUES ('totals', ?)`);
  const find = database.prepare('SELECT items, cents FROM totals WHERE basket = ?');
  return {
    append: async (...append) => void (await log.append(...append)),
    async build() {
      database.exec('DELETE FROM totals');
      await buildFrom(log, (added, place) => {
        database.exec('BEGIN IMMEDIATE');
        for (const [stream, { items, cents }] of added) upsert.run(stream, items, cents);
        remember.run(place);
        database.exec('COMMIT');
      });
    },
    follow: undefined,
    find: async (stream) => (find.all(stream) as { items: number; cents: number }[])[0],
    async sums() {
      const [row] = database.prepare('SELECT count(*) AS n, sum(items) AS items FROM totals').all() as {
        n: number;
        items: number;
      }[];
      return { rows: row?.n ?? 0, items: row?.items ?? 0 };
    },
    async close() {
      database.close();
      await log.close();
    },
  };
};

export function openRawPostgresViewer({ emptyDatabase }: BenchServer): OpenViewer {
  return async () => {
    const pool = poolOf(await emptyDatabase());
    const log = await createRawPostgres(pool);
    await pool.query(tables);
    return {
      append: async (...append) => void (await log.append(...append)),
      async build() {
        await pool.query('DELETE FROM totals');
        const client = await pool.connect();
        try {
          await buildFrom(log, async (added, place) => {
            const rows = [...added];
            await client.query('BEGIN');
            await client.query({
              name: 'upsert',
              text: `INSERT INTO totals SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[]) ${adding}`,
              values: [
                rows.map(([stream]) => stream),
                rows.map(([, row]) => row.items),
                rows.map(([, row]) => row.cents),
              ],
            });
            await client.query({
              name: 'place',
              text: `INSERT INTO place VALUES ('totals', $1) ON CONFLICT (name) DO UPDATE SET place = excluded.place`,
              values: [place],
            });
            await client.query('COMMIT');
          });
        } finally {
          client.release();
        }
      },
      follow: undefined,
      ...totalsIn(pool),
      close: () => log.close(),
    };
  };
}
