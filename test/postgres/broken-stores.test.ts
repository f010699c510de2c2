import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { ContractViolationError } from '../../runtime/src/testing/contract/claims.js';
import { eventStoreContract } from '../../runtime/src/testing/contract/event-store-contract.js';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { testDatabase } from '../support/postgres/database.js';
import { brokenPostgres, openBroken } from './broken-postgres.js';
import { everything } from '../contract/everything.js';
import { freshSchema } from './fresh-schema.js';
import { reusedSchemas } from './reused-schemas.js';

const database = testDatabase('18');
const schemas = reusedSchemas(database.sql);
let pool: pg.Pool;
beforeAll(async () => {
  pool = new pg.Pool({ connectionString: database.url(), max: 16 });
  // With all connections there from the beginning, writers get in each other's way.
  await Promise.all(Array.from({ length: 16 }, () => pool.query('SELECT pg_sleep(0.3)')));
});
afterAll(() => pool.end());

const caseOf = (name: string, open: () => Promise<FullEventStore>) =>
  eventStoreContract({ open, capabilities: everything, takesClock: false, oneWriter: false }).find(
    (candidate) => candidate.name === name,
  );

describe.each(brokenPostgres)('$fault', (broken) => {
  test.each(broken.caughtBy)('is caught: %s', async (name) => {
    const caught = caseOf(name, () => openBroken(broken, pool, freshSchema()));
    expect(caught, 'the contract has such a case').toBeDefined();
    await expect(caught?.run()).rejects.toBeInstanceOf(ContractViolationError);
    await pool.query('ROLLBACK');
    await caseOf(name, async () => openPostgresStore({ connection: pool, schema: await schemas.borrow() }))?.run();
  });
});
