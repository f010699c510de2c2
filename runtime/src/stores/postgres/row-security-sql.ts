import { quoteIdentifier } from './layout/identifier.js';
import { rowSecurity } from './layout/row-security.js';

export interface RowSecurityOptions {
  /** Where the store's tables lie. Default `varve`. */
  readonly schema?: string;
  /** Roles for which the policies let everything through: of relays, processors and readers of all tenants. */
  readonly allRows?: readonly string[];
}

/**
 * SQL for whoever owns the tables, that makes PostgreSQL itself keep tenants apart: a session sees and writes the rows of
 * the tenant whose handle it works for, and without one nothing. It can be run again, with other roles. Stores notice when
 * they are opened.
 * @throws InvalidStoreArgumentError
 */
export function rowSecuritySql({ schema = 'varve', allRows = [] }: RowSecurityOptions = {}): string {
  return rowSecurity(
    quoteIdentifier('schema', schema),
    allRows.map((role) => quoteIdentifier('allRows', role)),
  );
}
