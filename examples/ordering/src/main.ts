/**
 * `node dist/main.js [address]`: plays the scenario on the store at an address (see open-store.ts), or that VARVE_STORE names; without
 * either on a SQLite file that is thrown away.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openShop } from './app.js';
import { createNarrator } from './narrator.js';
import { tellOldLog } from './old-log.js';
import { openStore } from './open-store.js';
import { playScenario, recall } from './scenario.js';

const narrator = createNarrator((line) => process.stdout.write(`${line}\n`));
const folder = await mkdtemp(join(tmpdir(), 'varve-ordering-'));
const address = process.argv[2] ?? process.env['VARVE_STORE'] ?? join(folder, 'orders.db');
try {
  let store = await openStore(address);
  const orderId = await playScenario(openShop(store), narrator);
  if (address !== 'memory') {
    await store.close();
    store = await openStore(address);
  }
  await recall(openShop(store), orderId, narrator);
  await store.close();

  await tellOldLog(folder, narrator);
} finally {
  await rm(folder, { recursive: true, force: true });
}
