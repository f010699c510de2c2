import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import type { Unit } from '../../store/unit.js';
import type { SqlRows } from './driver.js';

/**
 * SQL in the unit's own transaction: read models written with it stand or fall with the events. One statement a call, and
 * none that ends a transaction or changes the connection; parameters are `$1`, `$2` …
 */
export interface UnitSql {
  /** @throws what PostgreSQL raises, unchanged; the unit is poisoned then. */
  query(text: string, parameters?: readonly unknown[]): Promise<SqlRows>;
}

/** A unit that can also write tables of the same database. */
export interface PostgresUnit extends Unit {
  readonly sql: UnitSql;
}

const spaceOrComment = /^(?:\s|--[^\n]*(?:\n|$))/;
const allowed =
  /^(?:select|insert|update|delete|merge|with|values|table|create|drop|alter|truncate|comment|refresh|lock|do|call)\b/i;

/** @throws InvalidStoreArgumentError for a statement that would leave the unit's transaction. */
export function assertUnitStatement(text: string): void {
  if (allowed.test(withoutLeadingComments(text))) return;
  throw new InvalidStoreArgumentError(
    'sql',
    'must read or write tables: transactions and settings are the store’s business',
  );
}

function withoutLeadingComments(text: string): string {
  let rest = text;
  for (;;) {
    const space = spaceOrComment.exec(rest);
    if (space !== null) rest = rest.slice(space[0].length);
    else if (rest.startsWith('/*')) rest = rest.slice(commentLength(rest));
    else return rest;
  }
}

/** Comments nest in PostgreSQL. */
function commentLength(text: string): number {
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1;
    if (depth === 0) return index + 2;
  }
  return text.length;
}
