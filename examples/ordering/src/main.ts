/**
 * `node dist/main.js [address]`: plays the scenario on the store at an address (see open-store.ts), or that VARVE_STORE names; without
 * either on a SQLite file that is thrown away.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNarrator } from './narrator.js';
import { tellOldLog } from './old-log.js';
import { play } from './play.js';

const narrator = createNarrator((line) => process.stdout.write(`${line}\n`));
const folder = await mkdtemp(join(tmpdir(), 'varve-ordering-'));
try {
  await play(process.argv[2] ?? process.env['VARVE_STORE'] ?? join(folder, 'orders.db'), narrator);
  await tellOldLog(folder, narrator);
} finally {
  await rm(folder, { recursive: true, force: true });
}
