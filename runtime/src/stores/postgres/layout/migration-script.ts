import { noteMigration } from './history.js';
import { quoteLiteral } from './identifier.js';
import { jsonbView as viewOfJson } from './jsonb-view.js';
import { currentLayout, leastLayout, migrationsFrom } from './migrations.js';
import { partitionEvents } from './partitions.js';
import { passOnReading } from './pass-on-reading.js';

/** «VRVM»: nobody else's advisory locks are met. */
export const migrationLockClass = 0x5652564d;

export interface Migration {
  readonly schemaName: string;
  /** Quoted, for SQL. */
  readonly schema: string;
  /** Layout of the tables that are there, 0 for none. */
  readonly from: number;
  readonly makesSchema: boolean;
  /** Whether the view `events_json` is made. */
  readonly jsonbView: boolean;
  /** In how many parts the events of tables that are made now lie. */
  readonly partitions?: number;
  /** Role that the schema belongs to and that whatever is made is to belong to, quoted; left out, it is the session's own. */
  readonly owner?: string;
}

/** Statements that take the tables to the present layout, for a transaction of READ COMMITTED that holds the lock. */
export function migrationSteps(migration: Migration, patience: number): readonly string[] {
  const { schema, from, makesSchema, jsonbView, owner } = migration;
  return [
    ...(owner === undefined ? [] : [`SET LOCAL ROLE ${owner}`]),
    ...(makesSchema ? [`CREATE SCHEMA ${schema}`] : []),
    ...(from < currentLayout ? layoutSteps(migration, patience) : []),
    ...(jsonbView ? viewOfJson(schema) : []),
    ...(from > 0 ? [passOnReading(schema)] : []),
  ];
}

function layoutSteps({ schema, from, partitions }: Migration, patience: number): readonly string[] {
  const note =
    from === 0
      ? `INSERT INTO ${schema}.log (log_id, layout, least_layout) VALUES (gen_random_uuid(), ${currentLayout}, ${leastLayout})`
      : `UPDATE ${schema}.log SET layout = ${currentLayout}, least_layout = greatest(least_layout, ${leastLayout})`;
  return [
    ...migrationsFrom(from, schema),
    note,
    // Nobody can be at work on new tables who knows of no tenants.
    ...(from === 0 ? [`SELECT ${schema}.admit_tenants_v1('${patience}')`] : []),
    ...(from === 0 && partitions !== undefined ? partitionEvents(schema, partitions) : []),
    noteMigration(schema, from, currentLayout),
  ];
}

/** What has to be said before anything is looked at: nobody is waited for longer than `patience` milliseconds. */
export function migrationStart(patience: number): readonly string[] {
  return [
    'BEGIN ISOLATION LEVEL READ COMMITTED',
    `SET LOCAL lock_timeout = ${patience}`,
    'SET LOCAL client_min_messages = error',
  ];
}

/**
 * The same as a text that stands for itself: in `psql` it makes what migrating makes, or nothing at all where the tables are
 * not (any more) of the layout that it begins with.
 */
export function migrationScript(migration: Migration, patience: number): string {
  const { schema, schemaName, from } = migration;
  const there = `to_regclass(${quoteLiteral(`${schema}.log`)})`;
  // The table can be named only where it is there.
  const guard =
    from === 0
      ? `IF ${there} IS NOT NULL THEN`
      : `IF ${there} IS NULL OR (SELECT layout FROM ${schema}.log) <> ${from} THEN`;
  return [
    ...migrationStart(patience),
    `SELECT pg_advisory_xact_lock(${migrationLockClass}, hashtext(${quoteLiteral(schemaName)}))`,
    `DO $guard$ BEGIN ${guard}
      RAISE EXCEPTION 'the tables are not of layout ${from} any more: print this anew';
    END IF; END $guard$`,
    ...migrationSteps(migration, patience),
    'COMMIT',
    '',
  ].join(';\n');
}
