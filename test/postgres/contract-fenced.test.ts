import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { contractSuite } from '../contract/contract-suite.js';
import { testDatabase } from '../support/postgres/database.js';
import { createRoles, fencedSchema, type FencedRoles, openFenced, urlOf } from './fenced-store.js';
import { everything } from '../contract/everything.js';
import { inPlaces } from '../contract/in-places.js';
import { reusedSchemas } from './reused-schemas.js';

// A tenant's handle under the policies of the tables, in the hands of a role that owns nothing, with events in parts: the
// whole contract on the newest release; what policies do on the oldest one is in row-security.test.ts.
describe.each([['18', 3]] as const)('under row-level security, on PostgreSQL %s', (release, partitions) => {
  const database = testDatabase(release);
  const schemas = reusedSchemas(database.sql, () => fencedSchema(owner, roles, { partitions }));
  let roles: FencedRoles;
  let owner: pg.Pool;
  let application: pg.Pool;
  beforeAll(async () => {
    roles = await createRoles(database, `contract_${release}`);
    owner = new pg.Pool({ connectionString: urlOf(database, roles.owner), max: 4 });
    application = new pg.Pool({ connectionString: urlOf(database, roles.application), max: 20 });
  });
  afterAll(async () => {
    await owner.end();
    await application.end();
  });

  contractSuite(`PostgreSQL ${release}, a tenant’s handle under row-level security`, {
    ...inPlaces(schemas.borrow, async (schema) =>
      (await openFenced(application, schema)).forTenant(`O'Neill \\ "Söhne"`),
    ),
    capabilities: { ...everything, tenants: false },
    takesClock: false,
    oneWriter: false,
    tenant: `O'Neill \\ "Söhne"`,
  });
});
