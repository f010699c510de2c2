import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { openSqliteStore, type SqliteEventStore } from '../../runtime/src/stores/sqlite/index.js';
import { contractSuite } from './contract-suite.js';
import { everything } from './everything.js';
import { inPlaces } from './in-places.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-contract-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

/** Each case has a file of its own; that none survives a power failure is no loss here. */
function freshFile(): string {
  files += 1;
  return join(folder, `${String(files)}.db`);
}

const openFile = (path: string, now: () => string): Promise<SqliteEventStore> =>
  openSqliteStore({ path, durability: 'normal', now });

describe('in a file', () => {
  contractSuite('SQLite in a file', { ...inPlaces(freshFile, openFile), capabilities: everything });
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
    ...inPlaces(freshFile, async (path, now) => {
      const store = await openFile(path, now);
      return { ...store.forTenant('acme'), close: () => store.close() };
    }),
    capabilities: { ...everything, tenants: false },
    tenant: 'acme',
  });
});
