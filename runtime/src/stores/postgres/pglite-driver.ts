import type { Cell, PostgresConnection, PostgresDriver } from './driver.js';

/** The part of `@electric-sql/pglite` that is used here. */
export interface PgliteDatabase {
  query(text: string, parameters?: unknown[], options?: PgliteQueryOptions): Promise<PgliteResult>;
  exec(text: string): Promise<unknown>;
}

export interface PgliteQueryOptions {
  rowMode?: 'array' | 'object';
  parsers?: Record<number, (text: string) => unknown>;
}

export interface PgliteResult {
  readonly rows: unknown[];
  readonly affectedRows?: number;
}

/** Types of this store's columns, by their numbers in PostgreSQL: bool, int8, int4, text, uuid, xid8. */
const asText = Object.fromEntries([16, 20, 23, 25, 114, 2950, 5069].map((type) => [type, (text: string) => text]));

/**
 * A driver over a PGlite database: PostgreSQL within this process, with one connection. Whoever comes while a transaction
 * is open waits for its end, readers too.
 */
export function pgliteDriver(database: PgliteDatabase): PostgresDriver {
  let free: Promise<void> = Promise.resolve();
  return {
    concurrent: false,
    async acquire() {
      const before = free;
      let leave = (): void => undefined;
      free = new Promise((resolve) => {
        leave = resolve;
      });
      await before;
      return connectionOf(database, leave);
    },
    async close() {},
  };
}

function connectionOf(database: PgliteDatabase, leave: () => void): PostgresConnection {
  return {
    async run({ text, parameters }) {
      const { rows } = await database.query(text, [...parameters], { rowMode: 'array', parsers: asText });
      return rows as readonly (readonly Cell[])[];
    },
    async script(text) {
      await database.exec(text);
    },
    async query(text, parameters) {
      const { rows, affectedRows = 0 } = await database.query(text, [...parameters]);
      return { rows: rows as Record<string, unknown>[], rowCount: rows.length > 0 ? rows.length : affectedRows };
    },
    release(state) {
      if (state === 'fit') leave();
      // Nothing else can be done with the one connection there is but to end what is open on it.
      else void database.exec('ROLLBACK').then(leave, leave);
    },
  };
}
