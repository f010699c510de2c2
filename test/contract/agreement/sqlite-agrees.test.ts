import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { agreesWithMemory } from './stores-agree.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-agreement-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

const openFile = (now: () => string): Promise<FullEventStore> =>
  openSqliteStore({ path: join(folder, `${String(files)}.db`), durability: 'normal', allowDrafts: true, now });

describe('SQLite in a file', () => {
  agreesWithMemory(
    {
      open(now) {
        files += 1;
        return openFile(now);
      },
      async reopen(store, now) {
        await store.close();
        return openFile(now);
      },
    },
    150,
  );
});

describe('SQLite in memory', () => {
  agreesWithMemory({ open: (now) => openSqliteStore({ path: ':memory:', now }), reopen: async (store) => store }, 300);
});
