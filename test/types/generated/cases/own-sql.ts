/** Handlers that write tables of their own: they are given the units of the store that they are written for, and of no other. */
import type { FullEventStore } from '@varve/runtime';
import type { PostgresEventStore, PostgresUnit } from '@varve/runtime/postgres';
import type { SqliteEventStore, SqliteUnit } from '@varve/runtime/sqlite';
import { together } from '@varve/runtime/together';
import type { OpenOrdersHandlers } from '../../../golden/projections/expected/src/generated/ordering/open-orders.js';
import { createOrdering, type OrderingOptions } from '../../../golden/projections/expected/src/generated/ordering/ordering.js';
import { createReports } from '../../../golden/projections/expected/src/generated/reports/reports.js';
import type { RevenueHandlers } from '../../../golden/projections/expected/src/generated/reports/revenue.js';
import { revenueHandlers } from '../../../golden/projections/expected/src/revenue/revenue.projection.js';

/** For SQLite: every statement is done when it returns. */
export const inSqlite = {
  OrderPlaced(_event, row, { unit }) {
    const { changes } = unit.sql.run('UPDATE tally SET open = open + 1 WHERE day = ?', '2026-01-01');
    changes satisfies number;
    row.insert({ channel: 'web' });
    // @ts-expect-error that is how PostgreSQL is asked
    unit.sql.query('SELECT 1');
  },
  OrderShipped: (_event, row) => row.delete(),
} satisfies OpenOrdersHandlers<SqliteUnit>;

/** For PostgreSQL: statements are awaited. */
export const inPostgres = {
  async OrderPlaced(_event, row, { unit }) {
    await unit.sql.query('UPDATE tally SET open = open + 1 WHERE day = $1', ['2026-01-01']);
    row.insert({ channel: 'web' });
    // @ts-expect-error that is how SQLite is asked
    unit.sql.run('SELECT 1');
  },
  OrderShipped: (_event, row) => row.delete(),
} satisfies OpenOrdersHandlers<PostgresUnit>;

/** For whatever store there is. */
export const anywhere = {
  OrderPlaced(_event, row, { unit }) {
    row.insert({ channel: 'web' });
    // @ts-expect-error not every store has SQL
    unit.sql;
  },
  OrderShipped: (_event, row) => row.delete(),
} satisfies OpenOrdersHandlers;

interface Stores {
  readonly sqlite: SqliteEventStore;
  readonly postgres: PostgresEventStore;
  readonly any: FullEventStore;
}

type Given = Pick<OrderingOptions, 'order'>;
type Others = Omit<OrderingOptions['projections'], 'openOrders'>;

export function opened({ sqlite, postgres, any }: Stores, { order }: Given, others: Others): void {
  createOrdering({ store: sqlite, order, projections: { ...others, openOrders: inSqlite } });
  createOrdering({ store: postgres, order, projections: { ...others, openOrders: inPostgres } });
  for (const store of [sqlite, postgres, any]) {
    createOrdering({ store, order, projections: { ...others, openOrders: anywhere } });
  }
  createOrdering({ store: sqlite.forTenant('one'), order, projections: { ...others, openOrders: inSqlite } });
}

export function refused({ sqlite, postgres, any }: Stores, { order }: Given, others: Others): void {
  // @ts-expect-error written for PostgreSQL
  createOrdering({ store: sqlite, order, projections: { ...others, openOrders: inPostgres } });
  // @ts-expect-error written for SQLite
  createOrdering({ store: postgres, order, projections: { ...others, openOrders: inSqlite } });
  // @ts-expect-error a store of which only is known that it can do everything has no SQL
  createOrdering({ store: any, order, projections: { ...others, openOrders: inSqlite } });
  // @ts-expect-error the handle of a tenant is of the same store
  createOrdering({ store: postgres.forTenant('one'), order, projections: { ...others, openOrders: inSqlite } });
}

const counted = {
  ...revenueHandlers,
  'payments.PaymentTaken'(event, row, handling) {
    handling.unit.sql.get('SELECT count(*) AS payments FROM payments');
    return revenueHandlers['payments.PaymentTaken'](event, row);
  },
} satisfies RevenueHandlers<SqliteUnit>;

export async function inAUnit({ sqlite, postgres }: Stores): Promise<void> {
  await together(sqlite, async (store) => {
    createReports({ store, projections: { revenue: counted } });
  });
  await together(postgres, async (store) => {
    // @ts-expect-error written for SQLite
    createReports({ store, projections: { revenue: counted } });
  });
}
