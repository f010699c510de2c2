import type { Pool } from 'pg';
import type { BasketTotals } from '../runtime/workload.js';
import type { Viewer } from './viewer.js';

export const totalsTable =
  'CREATE TABLE totals (basket TEXT PRIMARY KEY, items BIGINT NOT NULL, cents BIGINT NOT NULL)';

/** What stands behind `INSERT INTO totals …`. */
export const adding =
  'ON CONFLICT (basket) DO UPDATE SET items = totals.items + excluded.items, cents = totals.cents + excluded.cents';

/** Reads a view that lies in the table `totals` of a database in PostgreSQL. */
export function totalsIn(pool: Pool): Pick<Viewer, 'find' | 'sums'> {
  return {
    async find(stream): Promise<BasketTotals | undefined> {
      const text = 'SELECT items, cents FROM totals WHERE basket = $1';
      const { rows } = await pool.query<{ items: string; cents: string }>(text, [stream]);
      return rows[0] && { items: Number(rows[0].items), cents: Number(rows[0].cents) };
    },
    async sums() {
      const text = 'SELECT count(*) AS n, sum(items) AS items FROM totals';
      const { rows } = await pool.query<{ n: string; items: string }>(text);
      return { rows: Number(rows[0]?.n), items: Number(rows[0]?.items) };
    },
  };
}
