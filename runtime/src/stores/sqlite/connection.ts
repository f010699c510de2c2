import type { SqliteDatabase, SqliteStatement } from './driver.js';

/** One database connection whose statements are prepared at first use, then kept, and return rows as arrays. */
export interface Connection {
  readonly isTransaction: boolean;
  /** `Row` is what the caller knows the statement to return. */
  statement<Row extends readonly unknown[]>(sql: string): SqliteStatement<Row>;
  close(): void;
}

export function createConnection(database: SqliteDatabase): Connection {
  // Unknown rows: what a statement returns is known where its text is written.
  const prepared = new Map<string, unknown>();
  return {
    get isTransaction() {
      return database.isTransaction;
    },
    statement<Row extends readonly unknown[]>(sql: string): SqliteStatement<Row> {
      const known = prepared.get(sql);
      if (isStatement<Row>(known)) return known;
      const statement = database.prepare<Row>(sql);
      statement.setReturnArrays(true);
      prepared.set(sql, statement);
      return statement;
    },
    close() {
      prepared.clear();
      database.close();
    },
  };
}

function isStatement<Row>(kept: unknown): kept is SqliteStatement<Row> {
  return kept !== undefined;
}
