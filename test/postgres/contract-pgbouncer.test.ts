import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { contractSuite } from '../contract/contract-suite.js';
import { testDatabase } from '../support/postgres/database.js';
import { type Pgbouncer, pgbouncerVersion, startPgbouncer } from '../support/postgres/pgbouncer.js';
import { everything } from '../contract/everything.js';
import { inPlaces } from '../contract/in-places.js';
import { reusedSchemas } from './reused-schemas.js';

const database = testDatabase('18');
const schemas = reusedSchemas(database.sql);

if (pgbouncerVersion === undefined) {
  test.skip('through PgBouncer in transaction mode (skipped: there is no pgbouncer on this machine)', () => undefined);
} else {
  describe(`through PgBouncer ${pgbouncerVersion} in transaction mode`, () => {
    let pgbouncer: Pgbouncer;
    let pool: pg.Pool;
    beforeAll(async () => {
      // Fewer sessions than connections, so that every transaction may meet another one.
      pgbouncer = await startPgbouncer(database.url(), 8);
      pool = new pg.Pool({ connectionString: pgbouncer.url(database.url()), max: 20 });
    });
    afterAll(async () => {
      await pool.end();
      await pgbouncer.stop();
    });

    contractSuite(`PostgreSQL 18 through PgBouncer ${pgbouncerVersion}`, {
      ...inPlaces(schemas.borrow, (schema) => openPostgresStore({ connection: pool, schema })),
      capabilities: everything,
      takesClock: false,
      oneWriter: false,
    });

    test('nothing of it all is left in the sessions', async () => {
      const settings = await Promise.all(
        Array.from({ length: 16 }, () =>
          pool.query<{ lock_timeout: string; synchronous_commit: string; prepared: string; locks: string }>(
            `SELECT current_setting('lock_timeout') AS lock_timeout, current_setting('synchronous_commit') AS synchronous_commit,
              (SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'varve%') AS prepared,
              (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks, pg_sleep(0.02)::text`,
          ),
        ),
      );
      for (const { rows } of settings) {
        expect(rows).toMatchObject([{ lock_timeout: '0', synchronous_commit: 'on', prepared: '0', locks: '0' }]);
      }
    });
  });
}
