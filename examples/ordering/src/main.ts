/** `node dist/main.js [file]`: plays the scenario on a SQLite file; without an argument on one that is thrown away. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { openShop } from './app.js';
import { createNarrator } from './narrator.js';
import { tellOldLog } from './old-log.js';
import { playScenario, recall } from './scenario.js';

const narrator = createNarrator((line) => process.stdout.write(`${line}\n`));
const folder = await mkdtemp(join(tmpdir(), 'varve-ordering-'));
const file = process.argv[2] ?? join(folder, 'orders.db');
try {
  const store = await openSqliteStore(file);
  const orderId = await playScenario(openShop(store), narrator);
  await store.close();

  const reopened = await openSqliteStore(file);
  await recall(openShop(reopened), orderId, narrator);
  await reopened.close();

  await tellOldLog(folder, narrator);
} finally {
  await rm(folder, { recursive: true, force: true });
}
