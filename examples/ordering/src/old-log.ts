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
  say.line(
    `${count('stored')} events of ${names} types, in ${types.length} stored versions, are read as those of today:`,
  );
  say.line(`${count('upcast')} of them through steps, ${count('failed')} cannot be read`);
  const sold = Object.entries(sales.articles).map(([sku, { pieces }]) => `${pieces} × ${sku}`);
  const presents = Object.values(sales.articles).reduce((sum, { asPresents }) => sum + asPresents, 0);
  say.line(`sold      ${sold.join(', ')}; ${presents} pieces as presents, for which there was only a note`);
  const takings = Object.entries(sales.takings).map(([paidWith, { amount }]) => `${paidWith} ${amount}`);
  say.line(`taken     ${takings.join(', ')}`);
  say.line(`arrived   ${sales.arrived} orders, ${sales.signed} of them signed for: two events now, one then`);
}
