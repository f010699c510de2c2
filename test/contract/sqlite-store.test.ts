import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { contractSuite } from './contract-suite.js';
import { everything } from './everything.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-contract-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describe('in a file', () => {
  contractSuite('SQLite in a file', {
    open({ now }) {
      files += 1;
      // Each case has a file of its own; that none survives a power failure is no loss here.
      return openSqliteStore({ path: join(folder, `${files}.db`), durability: 'normal', now });
    },
    capabilities: everything,
  });
});

describe('in memory', () => {
  contractSuite('SQLite in memory', {
    open: ({ now }) => openSqliteStore({ path: ':memory:', now }),
    capabilities: { ...everything, durableOutcomes: false },
    refusesDrafts: false,
  });
});

describe('a tenant’s handle of a file', () => {
  contractSuite('SQLite in a file, a tenant’s handle', {
    async open({ now }) {
      files += 1;
      const store = await openSqliteStore({ path: join(folder, `${files}.db`), durability: 'normal', now });
      return { ...store.forTenant('acme'), close: () => store.close() };
    },
    capabilities: { ...everything, tenants: false },
    tenant: 'acme',
  });
});
