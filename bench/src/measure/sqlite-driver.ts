import { createRequire } from 'node:module';

export interface Statement {
  run(...values: readonly (string | number)[]): unknown;
  all(...values: readonly (string | number)[]): readonly unknown[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

export interface Driver {
  readonly DatabaseSync: new (file: string) => Database;
}

/** Node's own SQLite where there is one, otherwise the package with the same interface. */
export async function loadDriver(): Promise<Driver> {
  const require = createRequire(import.meta.url);
  try {
    return require('node:sqlite') as Driver;
  } catch {
    return require('@photostructure/sqlite') as Driver;
  }
}
