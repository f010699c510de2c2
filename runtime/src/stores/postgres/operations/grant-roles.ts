import { MaintenanceRefusedError } from '../../../errors/maintenance-refused-error.js';
import { InvalidStoreArgumentError } from '../../../errors/store-argument-errors.js';
import { StoreUnavailableError } from '../../../errors/store-file-errors.js';
import { textArray } from '../array-literal.js';
import { findLog } from '../find-log.js';
import { currentLayout } from '../layout/migrations.js';
import { rolesScript, type StoreRoles } from '../layout/privileges.js';
import { type PostgresOperationOptions, type Session, withSession } from './session.js';

export interface RolesPlan {
  /** A whole script for `psql`, which may be run any number of times. */
  readonly sql: string;
  /** Roles that there are not yet. */
  readonly created: readonly string[];
  /** Why whoever asked cannot do it, and what would let them: a sentence each. */
  readonly obstacles: readonly string[];
}

/** Says what `grantPostgresRoles` would do. Changes nothing. */
export async function planPostgresRoles(options: PostgresOperationOptions, roles: StoreRoles): Promise<RolesPlan> {
  assertDistinct(roles);
  return withSession(options, (session) => planOf(session, roles));
}

/**
 * Makes group roles that are not there, and lets each do what it is for, and nothing else in the schema of the store. Roles
 * that are there keep whatever they have elsewhere.
 * @throws MaintenanceRefusedError for a user who may not; StoreUnavailableError where the tables are not of this release
 */
export async function grantPostgresRoles(options: PostgresOperationOptions, roles: StoreRoles): Promise<RolesPlan> {
  assertDistinct(roles);
  return withSession(options, async (session) => {
    const plan = await planOf(session, roles);
    if (plan.obstacles.length > 0) throw new MaintenanceRefusedError(session.place, plan.obstacles);
    await session.connections.limit(session.connection.script(plan.sql));
    return plan;
  });
}

function assertDistinct({ reader, writer, maintenance }: StoreRoles): void {
  const names = [reader, writer, maintenance].filter((name) => name !== undefined);
  if (names.length === 0) throw new InvalidStoreArgumentError('roles', 'name nobody');
  if (new Set(names).size < names.length) throw new InvalidStoreArgumentError('roles', 'must have different names');
}

async function planOf(session: Session, roles: StoreRoles): Promise<RolesPlan> {
  const { ask, schema, schemaName, place, patience } = session;
  const found = await findLog(session, session.connection);
  if (found?.layout !== currentLayout) {
    const there = found === undefined ? 'were never made' : `are of layout ${found.layout}, not ${currentLayout}`;
    throw new StoreUnavailableError(place, `its tables ${there}: run varve migrate first`);
  }
  const sql = rolesScript(schema, schemaName, roles, patience);
  const names = Object.values(roles);
  const [[user, owner, mayCreate] = []] = await ask(
    `SELECT quote_ident(current_user),
      (SELECT CASE WHEN pg_has_role(relowner, 'USAGE') THEN NULL ELSE quote_ident(pg_get_userbyid(relowner)) END
        FROM pg_class WHERE oid = ($1 || '.log')::regclass),
      (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)`,
    [schema],
  );
  const missing = await ask(
    `SELECT n FROM unnest($1::text[]) WITH ORDINALITY AS given (n, place)
      WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = n) ORDER BY place`,
    [textArray(names)],
  );
  const created = missing.map(([name]) => name ?? '');
  const obstacles: string[] = [];
  if (typeof owner === 'string') {
    obstacles.push(
      `The tables belong to ${owner}, and ${user ?? ''} is no member of that role: GRANT ${owner} TO ${user ?? ''};`,
    );
  }
  if (created.length > 0 && mayCreate !== 't') {
    obstacles.push(
      `${user ?? ''} may not create roles: have somebody else run this with --dry-run’s script, or ALTER ROLE ${user ?? ''} CREATEROLE;`,
    );
  }
  return { sql, created, obstacles };
}
