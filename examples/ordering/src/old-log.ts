/** What the first release of this program wrote, read by today's: nothing in the file is changed for that. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyLog } from '@varve/runtime/operations';
import { openSqliteLogReader } from '@varve/runtime/sqlite';
import type { Narrator } from './narrator.js';
import { registries } from './registries.js';
import { reportSales } from './sales/sales-report.js';

const firstRelease = new URL('../log/first-release.db', import.meta.url);

/** @param folder takes a copy of the log, because SQLite keeps files of its own beside one that is open */
export async function tellOldLog(folder: string, say: Narrator): Promise<void> {
  const copy = join(folder, 'first-release.db');
  await copyFile(firstRelease, copy);
  const log = await openSqliteLogReader(copy);
  const { types } = await verifyLog(log, { registries });
  const sales = await reportSales(log);
  await log.close();

  const count = (of: 'stored' | 'upcast' | 'failed'): number => types.reduce((sum, type) => sum + type[of], 0);
  const names = new Set(types.map(({ storedType }) => storedType)).size;
  say.heading('What the first release wrote is read as if it had been written today');
  say.line(`${count('stored')} events of ${names} types, in ${types.length} stored versions of them`);
  say.line(`${count('upcast')} are read through steps, ${count('failed')} cannot be read`);
  for (const [sku, { pieces, asPresents }] of Object.entries(sales.articles)) {
    say.line(`${sku}  ${pieces} pieces, ${asPresents} of them as presents, which the first release had no field for`);
  }
  for (const [paidWith, { amount }] of Object.entries(sales.takings)) say.line(`${paidWith}  ${amount}`);
  say.line(`${sales.arrived} orders arrived, ${sales.signed} of them signed for`);
}
