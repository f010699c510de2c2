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

const openFile = (): Promise<FullEventStore> =>
  openSqliteStore({ path: join(folder, `${String(files)}.db`), durability: 'normal', allowDrafts: true });

describe('SQLite in a file', () => {
  agreesWithMemory(
    {
      open() {
        files += 1;
        return openFile();
      },
      async reopen(store) {
        await store.close();
        return openFile();
      },
    },
    150,
  );
});

describe('SQLite in memory', () => {
  agreesWithMemory({ open: () => openSqliteStore(':memory:'), reopen: async (store) => store }, 300);
});
