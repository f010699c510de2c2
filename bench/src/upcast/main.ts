/**
 * `npm run bench:upcast`: reading events of current and old versions out of JSON text, beside bare `JSON.parse`, beside
 * functions written by hand, and beside libraries that check or resolve. Prints a table; exits with 0 whatever the figures.
 */
import { type Effort, type Outcome, runContest } from '../measure/contest.js';
import { busyNote, machineLine } from '../measure/machine.js';
import { type BenchOptions, readOptions } from '../options.js';
import { contestOf, type Peers, type Reader, rowsOf } from './contests.js';
import { loadAvsc } from './peers/avsc.js';
import { loadTypebox } from './peers/typebox.js';
import { loadZod } from './peers/zod.js';
import { upcastTable } from './upcast-table.js';
import { verifyAlike } from './verify-alike.js';

const full: Effort = { rounds: 15, warmups: 5, portion: 1 };
const smoke: Effort = { rounds: 1, warmups: 0, portion: 0.002 };

await main(readOptions(process.argv.slice(2)));

async function main(options: BenchOptions): Promise<void> {
  console.log(`# Reading old events\n\n${machineLine()}\n${busyNote()}`);
  const rows = rowsOf(await installedPeers());
  for (const row of rows) verifyAlike(row);
  console.log('All readers give the same data, and those of JSON refuse the same broken events.\n');
  const effort = options.smoke ? smoke : { ...full, rounds: options.rounds ?? full.rounds };
  const outcomes: Outcome<Reader>[] = [];
  for (const row of rows.filter(({ title }) => title.includes(options.only))) {
    // A smoke run says nothing about speed.
    outcomes.push(await runContest(contestOf(options.smoke ? { ...row, aims: [] } : row), effort));
  }
  console.log(`${upcastTable(outcomes)}\n`);
}

async function installedPeers(): Promise<Peers> {
  const [zod, typebox, avsc] = await Promise.all([loadZod(), loadTypebox(), loadAvsc()]);
  return { ...(zod && { zod }), ...(typebox && { typebox }), ...(avsc && { avsc }) };
}
