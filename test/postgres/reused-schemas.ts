import pg from 'pg';
import { onTestFinished } from 'vitest';
import { takenNames } from '../../runtime/src/stores/postgres/layout/tables.js';
import { freshSchema } from './fresh-schema.js';

export interface ReusedSchemas {
  /**
   * A schema without a single row for the test that is running: a fresh name whose tables the first store makes, or what an
   * earlier test that passed has left, emptied. It is given back when the test has ended, not when a store is closed.
   */
  borrow(): Promise<string>;
}

/** What a store's schema may hold from the beginning. Whatever else is there was made by a test. */
const standing = [...takenNames, 'events_by_log', 'event_places', 'events_json'];

/**
 * Making the tables takes longer than most cases of the contract. `sql` runs as a superuser on a direct connection; `make`
 * makes a schema that `openPostgresStore` alone would not make right.
 */
export function reusedSchemas(
  sql: (text: string) => Promise<unknown>,
  make: () => Promise<string> = async () => freshSchema(),
): ReusedSchemas {
  const idle: string[] = [];
  return {
    async borrow() {
      let schema: string | undefined;
      while (schema === undefined && idle.length > 0) {
        const candidate = idle.pop() ?? '';
        if (await emptied(sql, candidate)) schema = candidate;
      }
      const borrowed = schema ?? (await make());
      onTestFinished(({ task }) => {
        if (task.result?.state === 'pass') idle.push(borrowed);
      });
      return borrowed;
    },
  };
}

/** @returns whether it is empty now; false when somebody is still at work in it, who must not meet the next test. */
async function emptied(sql: (text: string) => Promise<unknown>, schema: string): Promise<boolean> {
  try {
    await sql(emptyingSql(schema));
    return true;
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === '55P03') return false;
    throw error;
  }
}

/** Leaves a schema as a migration makes it, with a log of another id. SQLSTATE 55P03 when anything of it is in use. */
export function emptyingSql(schema: string): string {
  const s = pg.escapeIdentifier(schema);
  const names = standing.map((name) => pg.escapeLiteral(name)).join(', ');
  const home = pg.escapeLiteral(schema);
  return `DO $emptying$ DECLARE found record; BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL client_min_messages = warning;
    FOR found IN SELECT c.oid::regclass AS it FROM pg_class c
        WHERE c.relnamespace = quote_ident(${home})::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition LOOP
      EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', found.it);
    END LOOP;
    FOR found IN SELECT c.oid::regclass AS it, c.relkind = 'v' AS shows FROM pg_class c
        WHERE c.relnamespace = quote_ident(${home})::regnamespace AND c.relkind IN ('r', 'v') AND NOT c.relispartition
          AND c.relname NOT IN (${names})
        ORDER BY c.relkind DESC LOOP
      EXECUTE format('DROP %s %s', CASE WHEN found.shows THEN 'VIEW' ELSE 'TABLE' END, found.it);
    END LOOP;
    FOR found IN SELECT c.oid::regclass AS it, c.oid, c.relkind FROM pg_class c
        WHERE c.relnamespace = quote_ident(${home})::regnamespace AND c.relkind IN ('r', 'S')
          AND c.relname NOT IN ('log', 'schema_history') LOOP
      IF found.relkind = 'S' THEN
        PERFORM setval(found.it, 1, false);
      ELSIF pg_relation_size(found.oid) > 1000000 THEN
        EXECUTE format('TRUNCATE %s', found.it);
      ELSIF pg_relation_size(found.oid) > 0 THEN
        EXECUTE format('DELETE FROM %s', found.it);
      END IF;
    END LOOP;
    -- A log with tenants, as every new one is, asks for releases that know of them; one with an archive for later ones.
    UPDATE ${s}.log SET log_id = gen_random_uuid(), head = 0, least_layout = 2, created_at = clock_timestamp();
  END $emptying$`;
}
