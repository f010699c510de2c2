import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import type { StoreCapabilities } from '../../runtime/src/store/event-store.js';
import { openPostgresStore, pgliteDriver } from '../../runtime/src/stores/postgres/index.js';
import { contractSuite } from '../contract/contract-suite.js';
import { testDatabase } from '../support/postgres/database.js';

const capabilities: StoreCapabilities = {
  transact: true,
  durableOutcomes: true,
  tombstones: true,
  streamExists: true,
  inlineWork: true,
  push: true,
};

let schemas = 0;
const schema = (): string => `case ${(schemas += 1)}`;

describe.each(['13', '18'] as const)('on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  let pool: pg.Pool;
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: database.url(), max: 20 });
  });
  afterAll(() => pool.end());

  contractSuite({
    open: () => openPostgresStore({ connection: pool, schema: schema() }),
    capabilities,
    takesClock: false,
    oneWriter: false,
  });
});

describe('on PGlite', () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  });
  afterAll(() => database.close());

  contractSuite({
    open: () => openPostgresStore({ connection: pgliteDriver(database), schema: schema() }),
    capabilities,
    takesClock: false,
    sideReads: false,
  });
});
