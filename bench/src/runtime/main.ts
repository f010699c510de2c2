/**
 * `npm run bench:runtime`: the built runtime beside the least that raw code could do and beside Emmett's stores, in one
 * process, in turns. Prints tables; exits with 0 whatever the figures are.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runContest, type Contest, type Effort, type Outcome } from '../measure/contest.js';
import { busyNote, machineLine } from '../measure/machine.js';
import { contestTable } from '../measure/report.js';
import { readOptions, type BenchOptions } from '../options.js';
import { loadEmmett } from './emmett/emmett.js';
import { openEmmettMemory, openEmmettSqlite } from './emmett/emmett-participant.js';
import { openRawMemory, openRawSqlite } from './raw/raw-participant.js';
import { openVarveMemory, openVarveSqlite } from './varve/varve-participant.js';
import { decodeContests } from './decode-contests.js';
import { memoryContests, sqliteContests } from './store-contests.js';

const full: Effort = { rounds: 11, warmups: 3, portion: 1 };
const smoke: Effort = { rounds: 1, warmups: 0, portion: 0.002 };

await main(readOptions(process.argv.slice(2)));

async function main(options: BenchOptions): Promise<void> {
  const scratch = await mkdtemp(join(import.meta.dirname, 'scratch-'));
  try {
    console.log(`# Runtime benchmark\n\n${machineLine()}\n${busyNote()}`);
    const loaded = await loadEmmett();
    if ('missing' in loaded) console.log(`The Emmett column is missing: ${loaded.missing}\n`);
    const emmett = 'emmett' in loaded ? loaded.emmett : undefined;
    const memory = { raw: openRawMemory, varve: openVarveMemory, ...(emmett && { emmett: openEmmettMemory(emmett) }) };
    const sqlite = { raw: openRawSqlite, varve: openVarveSqlite, ...(emmett && { emmett: openEmmettSqlite(emmett) }) };
    await section('Memory', memoryContests(memory, scratch), options);
    await section('Decoding', await decodeContests(), options);
    await section('SQLite, WAL, synchronous=FULL', sqliteContests(sqlite, scratch), options);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function section(title: string, contests: readonly Contest[], options: BenchOptions): Promise<void> {
  const effort = options.smoke ? smoke : { ...full, rounds: options.rounds ?? full.rounds };
  const outcomes: Outcome[] = [];
  for (const contest of contests.filter((each) => `${title}: ${each.title}`.includes(options.only))) {
    // A smoke run says nothing about speed.
    outcomes.push(await runContest(options.smoke ? { ...contest, aims: [] } : contest, effort));
  }
  if (outcomes.length > 0) console.log(`## ${title}\n\n${contestTable(outcomes)}\n`);
}
