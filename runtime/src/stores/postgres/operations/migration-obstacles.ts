import type { Migration } from '../layout/migration-script.js';
import { migrationLockClass } from '../layout/migration-script.js';
import type { Session } from './session.js';

/** Why this user cannot do it, each with the statement that would let them; nothing for those who can. */
export async function obstaclesOf({ ask, schemaName }: Session, migration: Migration): Promise<readonly string[]> {
  const [row = []] = await ask(
    `SELECT quote_ident(current_user), quote_ident(current_database()), quote_ident(w.wanted),
        pg_is_in_recovery(), current_setting('transaction_read_only'),
        has_database_privilege(current_database(), 'CREATE'),
        has_schema_privilege(coalesce($2, current_user), n.oid, 'CREATE'),
        (SELECT string_agg(DISTINCT quote_ident(pg_get_userbyid(c.relowner)), ', ') FROM pg_class c
          WHERE c.relnamespace = n.oid AND c.relname = 'log' AND NOT pg_has_role(c.relowner, 'USAGE'))
      FROM (SELECT $1::text AS wanted) w LEFT JOIN pg_namespace n ON n.nspname = w.wanted`,
    [schemaName, migration.owner === undefined ? null : unquoted(migration.owner)],
  );
  const [user, database, schema, isReplica, isReadOnly, mayMakeSchema, mayCreate, owner] = row.map(
    (cell) => cell ?? '',
  );
  if (isReplica === 't') return ['This is a replica, which takes what the primary does: migrate that one.'];
  if (isReadOnly === 'on') return ['This session may not write: default_transaction_read_only is on.'];
  if (migration.makesSchema) {
    return mayMakeSchema === 't'
      ? []
      : [
          `${user} may not make a schema. Let it: GRANT CREATE ON DATABASE ${database} TO ${user}; or make the schema for it: CREATE SCHEMA ${schema} AUTHORIZATION ${user};`,
        ];
  }
  if (migration.from > 0 && owner !== '') {
    return [
      `The tables belong to ${owner}, and ${user} is no member of that role. Let it be one: GRANT ${owner} TO ${user};`,
    ];
  }
  if (mayCreate === 't') return [];
  return [`${user} may make nothing in the schema. Let it: GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${user};`];
}

/** Sessions that hold what a migration waits for, for people. */
export async function holdersOf({ ask, schemaName }: Session): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT DISTINCT a.pid, coalesce(nullif(a.application_name, ''), '?'), coalesce(a.state, 'not to be seen by this user'),
        coalesce(round(extract(epoch FROM clock_timestamp() - a.xact_start))::text, '?')
      FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.granted AND a.pid <> pg_backend_pid() AND a.datname = current_database() AND (
        l.locktype = 'advisory' AND l.classid = $2::bigint AND l.objid::bigint = (hashtext($1)::bigint & 4294967295)
        OR l.relation IN (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1))
      ORDER BY 1 LIMIT 5`,
    [schemaName, String(migrationLockClass)],
  );
  return rows.map(
    ([pid, application, state, seconds]) =>
      `Session ${pid ?? ''} (${application ?? ''}, ${state ?? ''}) has been in a transaction for ${seconds ?? ''} s: let it end, or end it with SELECT pg_terminate_backend(${pid ?? ''});`,
  );
}

const unquoted = (name: string): string => name.slice(1, -1).replaceAll('""', '"');
