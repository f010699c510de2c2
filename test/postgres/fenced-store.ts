import pg from 'pg';
import {
  openPostgresStore,
  type PostgresStoreOptions,
  rowSecuritySql,
} from '../../runtime/src/stores/postgres/index.js';
import type { PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import type { TestDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

/** Roles of one test file: an application's, which the policies hold in, and one that sees everybody's rows. */
export interface FencedRoles {
  readonly application: string;
  readonly maintenance: string;
  readonly owner: string;
}

/** Roles are the server's, and go with it: each test file has names of its own. */
export async function createRoles(database: TestDatabase, suffix: string): Promise<FencedRoles> {
  const roles = { application: `app_${suffix}`, maintenance: `maintenance_${suffix}`, owner: `owner_${suffix}` };
  for (const role of Object.values(roles)) await database.sql(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS`);
  await database.sql(
    `DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO ${roles.owner}', current_database()); END $$`,
  );
  return roles;
}

export const urlOf = (database: TestDatabase, role: string): string => database.url().replace('postgres@', `${role}@`);

/** Tables of an owner that is no superuser, with the policies switched on. @returns the name of their schema */
export async function fencedSchema(
  owner: pg.Pool,
  { application, maintenance }: FencedRoles,
  options: Pick<PostgresStoreOptions, 'partitions'> = {},
): Promise<string> {
  const schema = freshSchema();
  await (await openPostgresStore({ connection: owner, schema, ...options })).close();
  const s = pg.escapeIdentifier(schema);
  await owner.query(`GRANT USAGE ON SCHEMA ${s} TO ${application}, ${maintenance};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${s} TO ${application}, ${maintenance};
    GRANT EXECUTE ON FUNCTION ${s}.open_view_v1, ${s}.serve_view_v1, ${s}.drop_view_v1 TO ${application}, ${maintenance}`);
  await owner.query(rowSecuritySql({ schema, allRows: [maintenance] }));
  return schema;
}

/** A store of the application's role, which is in nobody's hands but its tenants'. */
export function openFenced(application: pg.Pool, schema: string): Promise<PostgresEventStore> {
  return openPostgresStore({ connection: application, schema, migrate: false });
}
