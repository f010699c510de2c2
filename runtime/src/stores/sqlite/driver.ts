import { SqliteDriverMissingError } from './sqlite-errors.js';

/** What can be bound to a parameter and come back from a column. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/** The part of the `node:sqlite` API that is used here, in words of our own: published types need no other package's. */
export interface SqliteModule {
  readonly DatabaseSync: new (
    path: string,
    options: { readonly timeout: number; readonly readOnly?: boolean },
  ) => SqliteDatabase;
}

export interface SqliteDatabase {
  readonly isTransaction: boolean;
  /** `Row` is what the caller knows its statement to return; nothing checks it. */
  prepare<Row>(sql: string): SqliteStatement<Row>;
  exec(sql: string): void;
  close(): void;
}

export interface SqliteStatement<Row> {
  run(...parameters: SqliteValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  get(...parameters: SqliteValue[]): Row | undefined;
  all(...parameters: SqliteValue[]): Row[];
  setReturnArrays(enabled: boolean): void;
}

// Variables rather than literals: bundlers then leave both imports alone, so neither driver must exist to build a program.
const builtIn: string = 'node:sqlite';
const optionalPackage: string = '@photostructure/sqlite';

let loaded: Promise<SqliteModule> | undefined;

/**
 * The driver: Node's own where it is complete enough (22.16 and later), otherwise the package with the same API.
 * @throws SqliteDriverMissingError when there is neither
 */
export function loadSqliteDriver(): Promise<SqliteModule> {
  loaded ??= chooseDriver([builtIn, optionalPackage]).catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/** The first of these modules that can be imported and offers what is needed. */
export async function chooseDriver(specifiers: readonly string[]): Promise<SqliteModule> {
  const reasons: unknown[] = [];
  for (const specifier of specifiers) {
    try {
      const candidate: unknown = await import(specifier);
      if (isSqliteModule(candidate)) return candidate;
      reasons.push(new Error(`${specifier} is too old: it cannot return rows as arrays.`));
    } catch (error) {
      reasons.push(error);
    }
  }
  throw new SqliteDriverMissingError(optionalPackage, { cause: reasons });
}

function isSqliteModule(candidate: unknown): candidate is SqliteModule {
  if (typeof candidate !== 'object' || candidate === null || !('DatabaseSync' in candidate)) return false;
  const { DatabaseSync } = candidate;
  if (typeof DatabaseSync !== 'function') return false;
  const database: unknown = Reflect.construct(DatabaseSync, [':memory:']);
  if (!hasMethods(database, 'prepare', 'close') || !('isTransaction' in database)) return false;
  const statement: unknown = database.prepare('SELECT 1');
  const complete = hasMethods(statement, 'setReturnArrays', 'all');
  database.close();
  return complete;
}

function hasMethods<Name extends string>(
  value: unknown,
  ...names: readonly Name[]
): value is Record<Name, (...parameters: readonly unknown[]) => unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}
