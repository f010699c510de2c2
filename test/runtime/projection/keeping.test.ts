import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore, type SqliteUnit } from '../../../runtime/src/stores/sqlite/index.js';
import { ownSqlSuite } from './own-sql-suite.js';
import { projectionSuites } from './projection-suites.js';
import { randomSuite } from './random-suite.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-projections-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

describe('in memory', () => {
  const open = async () => createMemoryEventStore();
  projectionSuites(open);
  randomSuite(open, 60);
});

describe('on SQLite', () => {
  const open = () => {
    files += 1;
    return openSqliteStore({ path: join(folder, `${files}.db`), durability: 'normal', allowDrafts: true });
  };
  projectionSuites(open);
  randomSuite(open, 20);
  ownSqlSuite<SqliteUnit>(open, {
    create: ({ sql }) => void sql.run('CREATE TABLE notes (place INTEGER PRIMARY KEY, note TEXT NOT NULL)'),
    add: ({ sql }, note) => void sql.run('INSERT INTO notes (note) VALUES (?)', note),
    notes: ({ sql }) => sql.all('SELECT note FROM notes ORDER BY place').map(({ note }) => String(note)),
  });
});
