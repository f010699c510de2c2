import type { SqlStatement } from './driver.js';

// Policies of the tables, where they are switched on, show a session the rows of the tenant that `varve.tenant` names. It is
// set for one transaction at a time: nothing of it stays with a connection.

/** Sets the tenant for the transaction that is open. */
export function announcement(tenant: string): string {
  return `SET LOCAL varve.tenant = E'${tenant.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/**
 * A query whose first parameter is the tenant, as one that sets it first: the query inside needs the value that the setting
 * returns, and a limit of nothing keeps PostgreSQL from pulling the two apart.
 */
export function announcing({ text, parameters }: SqlStatement): SqlStatement {
  const inside = text.replaceAll(/\$1(?!\d)/g, 'own.tenant');
  return {
    text: `SELECT page.* FROM (SELECT set_config('varve.tenant', $1, true) AS tenant OFFSET 0) own
      CROSS JOIN LATERAL (${inside} OFFSET 0) page`,
    parameters,
  };
}
