import { quoteLiteral } from './identifier.js';
import { forEachView } from './views.js';

export const fencedTables = [
  'streams',
  'events',
  'archived_events',
  'outcomes',
  'documents',
  'outbox',
  'checkpoints',
  'snapshots',
  'leases',
  'parked_events',
] as const;

/**
 * Policies that let a session see and write the rows of one tenant: the one named by the setting `varve.tenant`, nothing
 * without it. They wait, without effect, until `rowSecurity` switches them on. What orders the log has none: whoever reads
 * it orders everybody's events.
 */
export function policiesOf(s: string, table: (typeof fencedTables)[number]): readonly string[] {
  const owner = `(SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = '${literal(s)}.log'::regclass)`;
  const own = `tenant = (SELECT NULLIF(current_setting('varve.tenant', true), ''))`;
  const unfenced = `(SELECT current_setting('varve.unfenced', true) = 'yes' AND current_user = ${owner})`;
  return [
    `CREATE POLICY own_rows ON ${s}.${table} USING (${own}) WITH CHECK (${own})`,
    ...(table === 'events' || table === 'archived_events'
      ? [`CREATE POLICY ids_of_all ON ${s}.${table} FOR SELECT USING (${unfenced})`]
      : []),
  ];
}

/** SQL that switches the policies on for everybody, owners included, but for the roles named, which are quoted. */
export function rowSecurity(s: string, allRows: readonly string[]): string {
  const statements = fencedTables.flatMap((table) => [
    `ALTER TABLE ${s}.${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${s}.${table} FORCE ROW LEVEL SECURITY`,
    `DROP POLICY IF EXISTS all_rows ON ${s}.${table}`,
    ...(allRows.length === 0
      ? []
      : [
          `CREATE POLICY all_rows ON ${s}.${table} TO ${allRows.join(', ').replaceAll('%', '%%')} USING (true) WITH CHECK (true)`,
        ]),
  ]);
  return [...statements, parts(s), views(s), tablesOfViews(s, allRows)].map((statement) => `${statement};\n`).join('');
}

/** Parts are looked at through their table alone, with its policies; by themselves they show nothing. */
function parts(s: string): string {
  return `DO $body$ DECLARE part regclass; BEGIN
  FOR part IN SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = '${literal(s)}.events'::regclass LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', part);
  END LOOP;
END $body$`;
}

/** Tables that were made of events before; those that are made later are fenced as `documents` is. */
function tablesOfViews(s: string, allRows: readonly string[]): string {
  const everybody = `CREATE POLICY all_rows ON %s TO ${allRows.join(', ').replaceAll('%', '%%')} USING (true) WITH CHECK (true)`;
  return forEachView(
    s,
    'body',
    `EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', found.target);
      EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', found.target);
      EXECUTE format('DROP POLICY IF EXISTS all_rows ON %s', found.target);
      ${allRows.length === 0 ? '' : `EXECUTE format(${quoteLiteral(everybody)}, found.target);`}
      IF current_setting('server_version_num')::integer < 150000 THEN
        EXECUTE 'DROP VIEW IF EXISTS ' || found.shown_by;
      ELSIF to_regclass(found.shown_by) IS NOT NULL THEN
        EXECUTE format('ALTER VIEW %s SET (security_invoker = true)', found.shown_by);
      END IF;`,
  );
}

const literal = (s: string): string => s.replaceAll("'", "''");

/** Views look with the eyes of their owner. Before PostgreSQL 15 that cannot be changed, so that none may be left to look through. */
function views(s: string): string {
  const each = (change: (view: string) => string): string =>
    ['events_by_log', 'events_json'].map((view) => change(`${s}.${view}`)).join(' ');
  return `DO $body$ BEGIN
  IF current_setting('server_version_num')::integer >= 150000 THEN
    ${each((view) => `ALTER VIEW IF EXISTS ${view} SET (security_invoker = true);`)}
  ELSE
    ${each((view) => `DROP VIEW IF EXISTS ${view};`)}
  END IF;
END $body$`;
}

/** Where policies were switched on before there was an archive, they are for it as well, and views look as they must. */
export function fenceLike(s: string): string {
  return `DO $fence$ BEGIN
  IF (SELECT c.relrowsecurity FROM pg_class c WHERE c.oid = '${literal(s)}.events'::regclass) THEN
    ALTER TABLE ${s}.archived_events ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${s}.archived_events FORCE ROW LEVEL SECURITY;
    ${views(s).replace('DO $body$ BEGIN', '').replace('END $body$', '').trim()}
  END IF;
END $fence$`;
}
