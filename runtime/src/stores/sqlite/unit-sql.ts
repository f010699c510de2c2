import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import type { Unit } from '../../store/unit.js';
import type { UnitGuard } from '../../store/unit-guard.js';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './driver.js';

export type SqlRow = Readonly<Record<string, SqliteValue>>;

/**
 * SQL in the unit's own transaction: read models written with it stand or fall with the events. Every call is done when
 * it returns. One statement a call, and none that ends a transaction or changes the connection; parameters are `?`.
 */
export interface UnitSql {
  /** @throws what SQLite raises, unchanged; the unit is poisoned then. */
  run(text: string, ...parameters: readonly SqliteValue[]): { readonly changes: number };
  all(text: string, ...parameters: readonly SqliteValue[]): readonly SqlRow[];
  /** The first row, `undefined` when there is none. */
  get(text: string, ...parameters: readonly SqliteValue[]): SqlRow | undefined;
}

/** A unit that can also write tables of the same file. */
export interface SqliteUnit extends Unit {
  readonly sql: UnitSql;
}

/** How many of a user's statements stay prepared. */
const keptStatements = 200;

export type StatementCache = (text: string) => SqliteStatement<SqlRow>;

/** Prepared statements of user SQL on one connection, the least recently added given up first. */
export function createStatementCache(database: SqliteDatabase): StatementCache {
  const kept = new Map<string, SqliteStatement<SqlRow>>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    assertUnitStatement(text);
    const statement = database.prepare<SqlRow>(text);
    if (kept.size >= keptStatements) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
    kept.set(text, statement);
    return statement;
  };
}

export function createUnitSql({ stepNow }: UnitGuard, statementOf: StatementCache): UnitSql {
  return {
    run: (text, ...parameters) => stepNow(() => ({ changes: Number(statementOf(text).run(...parameters).changes) })),
    all: (text, ...parameters) => stepNow(() => statementOf(text).all(...parameters)),
    get: (text, ...parameters) => stepNow(() => statementOf(text).get(...parameters)),
  };
}

const quotedOrComment = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const allowed = /^\s*(?:select|insert|update|delete|replace|with|values|create|drop|alter)\b/i;
const trigger = /^\s*create\s+(?:temp\s+|temporary\s+)?trigger\b/i;
const secondStatement = /;\s*\S/;
const endsTransaction = /\bor\s+rollback\b/i;

/** @throws InvalidStoreArgumentError for text that would leave the unit's transaction, or of which SQLite would ignore a part. */
export function assertUnitStatement(text: string): void {
  const bare = text.replaceAll(quotedOrComment, ' ');
  if (!allowed.test(bare)) {
    throw new InvalidStoreArgumentError(
      'sql',
      'must read or write tables: transactions and settings are the store’s business',
    );
  }
  if (endsTransaction.test(bare))
    throw new InvalidStoreArgumentError('sql', 'must not end the transaction on a conflict');
  if (secondStatement.test(bare) && !trigger.test(bare)) {
    throw new InvalidStoreArgumentError('sql', 'holds more than one statement');
  }
}
