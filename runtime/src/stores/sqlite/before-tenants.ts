import type { SqliteDatabase } from './driver.js';

const firstWithTenants = 4;

const keyed = ['streams', 'documents', 'outbox', 'checkpoints', 'snapshots', 'leases', 'parked_events'];

/**
 * Lets a file of a layout without tenants be read where it cannot be taken up, for want of leave to write: everything in it
 * is nobody's. Views of this connection alone stand in front of its tables; the file is not touched.
 */
export function readAsNobodys(database: SqliteDatabase, layout: number): void {
  if (layout >= firstWithTenants) return;
  const tables = database.prepare<{ name: string }>("SELECT name FROM main.sqlite_schema WHERE type = 'table'").all();
  const there = new Set(tables.map(({ name }) => name));
  for (const table of keyed.map((name) => `varve_${name}`).filter((name) => there.has(name))) {
    const more = table === 'varve_parked_events' ? ", '' AS stream_tenant" : '';
    database.exec(`CREATE TEMP VIEW ${table} AS SELECT *, '' AS tenant${more} FROM main.${table}`);
  }
}
