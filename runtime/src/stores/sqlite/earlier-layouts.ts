import type { SqliteDatabase } from './driver.js';

const firstWithTenants = 4;
const firstWithArchive = 5;
const firstWithViews = 7;

const keyed = ['streams', 'documents', 'outbox', 'checkpoints', 'snapshots', 'leases', 'parked_events'];

const noViews = `SELECT '' AS name, '' AS hash, '' AS state, '' AS shape, 0 AS rowid WHERE false`;

/** What was held and parked before there was a table for it. */
const nothingYet = {
  varve_leases: `SELECT '' AS tenant, '' AS name, '' AS owner, 0 AS epoch, '' AS expires_at WHERE false`,
  varve_parked_events: `SELECT 0 AS place, '' AS tenant, '' AS processor, '' AS event_id, '' AS stream_tenant,
    '' AS stream_name, 0 AS position, '' AS log_position, '' AS reason WHERE false`,
};

/**
 * Lets a file of an earlier layout be read where it cannot be taken up, for want of leave to write: what lies in a layout
 * without tenants is nobody's, in one without an archive nothing is archived. Views of this connection alone stand in front
 * of its tables; the file is not touched.
 */
export function readEarlierLayout(database: SqliteDatabase, layout: number): void {
  if (layout < firstWithViews) database.exec(`CREATE TEMP VIEW varve_views AS ${noViews}`);
  if (layout >= firstWithArchive) return;
  const tables = database.prepare<{ name: string }>("SELECT name FROM main.sqlite_schema WHERE type = 'table'").all();
  const there = new Set(tables.map(({ name }) => name));
  for (const [table, nothing] of Object.entries(nothingYet)) {
    if (!there.has(table)) database.exec(`CREATE TEMP VIEW ${table} AS ${nothing}`);
  }
  database.exec('CREATE TEMP VIEW varve_archived_events AS SELECT * FROM main.varve_events WHERE false');
  const archived = ', NULL AS archived_at, 0 AS archived_before';
  if (layout >= firstWithTenants) {
    database.exec(`CREATE TEMP VIEW varve_streams AS SELECT *${archived} FROM main.varve_streams`);
    return;
  }
  for (const table of keyed.map((name) => `varve_${name}`).filter((name) => there.has(name))) {
    const more = { varve_parked_events: ", '' AS stream_tenant", varve_streams: archived }[table] ?? '';
    database.exec(`CREATE TEMP VIEW ${table} AS SELECT *, '' AS tenant${more} FROM main.${table}`);
  }
}
