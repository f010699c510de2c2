import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { relaySuite } from './relay-suite.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-relays-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

describe('in memory', () => relaySuite(async () => createMemoryEventStore()));

describe('on SQLite', () => {
  relaySuite(() => {
    files += 1;
    return openSqliteStore({ path: join(folder, `${files}.db`), durability: 'normal', allowDrafts: true });
  });
});
