/** The example's API under load: requests per second and how long they take, on SQLite and PostgreSQL. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBenchServer } from '../measure/bench-server.js';
import { busyNote, machineLine } from '../measure/machine.js';
import { figure, textTable } from '../measure/table.js';
import { readOptions } from '../options.js';
import { startBank } from './bank-process.js';
import { liveThroughDay, type Size, undeclared } from './scenario.js';
import { settle } from './settled.js';

const root = process.cwd();
const { smoke } = readOptions(process.argv.slice(2));
const size: Size = smoke
  ? { accounts: 20, deposits: 60, transfers: 40, balances: 60 }
  : { accounts: 2_000, deposits: 20_000, transfers: 5_000, balances: 40_000 };
const main = buildExample();
console.log(`${machineLine()}\n${busyNote()}`);
console.log(
  '32 connections; client and bank share the machine. Every tenth deposit is sent twice with one Idempotency-Key.\n',
);

const folder = mkdtempSync(join(tmpdir(), 'varve-bank-'));
const server = await startBenchServer();
try {
  await measure('SQLite', join(folder, 'bank.db'));
  await measure('PostgreSQL', await server.emptyDatabase());
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

async function measure(name: string, store: string): Promise<void> {
  const bank = await startBank(main, store);
  try {
    const day = await liveThroughDay(bank.address, size);
    const rows = Object.entries(day.results).map(([kind, { perSecond, p50, p99, answers }]) => {
      const wrong = undeclared(answers);
      if (wrong.length > 0) throw new Error(`${kind}: ${wrong.length} answers like ${JSON.stringify(wrong[0])}`);
      const refused = answers.filter(({ status }) => status >= 300).length;
      return [kind, ...[answers.length, perSecond, p50, p99, refused].map((value) => figure(value))];
    });
    const head = ['', 'requests', 'per second', 'median ms', '99 % ms', 'refused'];
    console.log(`## ${name}\n\n${textTable(head, rows)}\n`);
    const { seconds, endings } = await settle(bank.address, day);
    const ended = Object.entries(endings).map(([ending, count]) => `${count} ${ending}`);
    console.log(
      `Transfers: ${ended.join(', ')}, found by asking one after the other for ${figure(seconds)} s. ${day.repeated} repeated deposits, each booked once; the sum of all balances is what was paid in.\n`,
    );
  } finally {
    await bank.stop();
  }
}

function buildExample(): string {
  const example = join(root, 'examples/banking');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: example,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The example does not compile.');
  return join(example, 'dist/main.js');
}
