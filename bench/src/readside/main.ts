/**
 * `npm run bench:readside`: views and commands beside the least that raw code could do and beside Emmett, in one process, in
 * turns. Prints tables; exits with 0 whatever the figures are, and otherwise when a view is not what was appended.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgresStore } from '@varve/runtime/postgres';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { type BenchServer, poolOf, startBenchServer } from '../measure/bench-server.js';
import { type Contest, type Effort, type Outcome, runContest } from '../measure/contest.js';
import { busyNote, machineLine } from '../measure/machine.js';
import { contestTable } from '../measure/report.js';
import { type BenchOptions, readOptions } from '../options.js';
import { type Emmett, loadEmmett } from '../runtime/emmett/emmett.js';
import { openEmmettPostgres, openEmmettSqlite } from '../runtime/emmett/emmett-participant.js';
import { openRawPostgres, openRawSqlite } from '../runtime/raw/raw-participant.js';
import { openVarvePostgres, openVarveSqlite } from '../runtime/varve/varve-participant.js';
import { commandContests } from './command-contests.js';
import { openEmmettPostgresViewer } from './emmett-viewer.js';
import { latencyTable } from './latency.js';
import { openRawPostgresViewer, openRawSqliteViewer } from './raw-viewers.js';
import { rebuildBesideAppends } from './rebuild.js';
import { openVarvePostgresViewer, openVarveSqliteViewer } from './varve-viewer.js';
import { viewContest, type ViewerField } from './view-contests.js';

const full: Effort = { rounds: 5, warmups: 1, portion: 1 };
const smoke: Effort = { rounds: 1, warmups: 0, portion: 0.01 };
const sizes = { events: 40_000, fewer: 2_000 };

await main(readOptions(process.argv.slice(2)));

async function main(options: BenchOptions): Promise<void> {
  const scratch = await mkdtemp(join(import.meta.dirname, 'scratch-'));
  const server = await startBenchServer();
  try {
    console.log(`# Benchmark of commands and views\n\n${machineLine()}\n${busyNote()}`);
    const loaded = await loadEmmett();
    if ('missing' in loaded) console.log(`The Emmett column is missing: ${loaded.missing}\n`);
    const emmett = 'emmett' in loaded ? loaded.emmett : undefined;
    await section('SQLite', sqliteContests(emmett, scratch, options), undefined, options);
    await section('PostgreSQL', postgresContests(emmett, server, scratch, options), server, options);
    await latencies(emmett, server, scratch, options);
    await rebuilds(server, scratch, options);
  } finally {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

function longest({ smoke: isSmoke }: BenchOptions): number {
  return isSmoke ? 1_000 : 100_000;
}

function sqliteContests(emmett: Emmett | undefined, scratch: string, options: BenchOptions): readonly Contest[] {
  const views: ViewerField = { raw: openRawSqliteViewer, varve: openVarveSqliteViewer };
  const field = { raw: openRawSqlite, varve: openVarveSqlite, ...(emmett && { emmett: openEmmettSqlite(emmett) }) };
  const openStore = (folder: string) => openSqliteStore(`${folder}/varve.db`);
  return [viewContest(views, scratch, sizes), ...commandContests({ field, openStore }, scratch, longest(options))];
}

function postgresContests(
  emmett: Emmett | undefined,
  server: BenchServer,
  scratch: string,
  options: BenchOptions,
): readonly Contest[] {
  const views: ViewerField = {
    raw: openRawPostgresViewer(server),
    varve: openVarvePostgresViewer(server),
    ...(emmett && { emmett: openEmmettPostgresViewer(emmett, server) }),
  };
  const field = {
    raw: openRawPostgres(server),
    varve: openVarvePostgres(server),
    ...(emmett && { emmett: openEmmettPostgres(emmett, server) }),
  };
  const openStore = async () => {
    const pool = poolOf(await server.emptyDatabase());
    const store = await openPostgresStore({ connection: pool, preparedStatements: true });
    const close = async (): Promise<void> => {
      await store.close();
      await pool.end();
    };
    return { ...store, close };
  };
  return [viewContest(views, scratch, sizes), ...commandContests({ field, openStore }, scratch, longest(options))];
}

async function section(
  title: string,
  contests: readonly Contest[],
  server: BenchServer | undefined,
  options: BenchOptions,
): Promise<void> {
  const effort = options.smoke ? smoke : { ...full, rounds: options.rounds ?? full.rounds };
  const outcomes: Outcome[] = [];
  for (const contest of contests.filter((each) => `${title}: ${each.title}`.includes(options.only))) {
    if (!options.smoke) console.error(`… ${title}: ${contest.title}`);
    const measured = server === undefined ? contest : { ...contest, spentElsewhere: server.spent };
    // A smoke run says nothing about speed.
    outcomes.push(await runContest(options.smoke ? { ...measured, aims: [] } : measured, effort));
  }
  if (outcomes.length > 0) console.log(`## ${title}\n\n${contestTable(outcomes)}\n`);
}

async function latencies(
  emmett: Emmett | undefined,
  server: BenchServer,
  scratch: string,
  options: BenchOptions,
): Promise<void> {
  if (!'From append to view'.includes(options.only)) return;
  const rows = [
    { name: 'Varve, SQLite', open: openVarveSqliteViewer },
    { name: 'Varve, PostgreSQL', open: openVarvePostgresViewer(server) },
    ...(emmett ? [{ name: 'Emmett, PostgreSQL', open: openEmmettPostgresViewer(emmett, server) }] : []),
  ];
  const load = options.smoke ? { perSecond: 50, appends: 5 } : { perSecond: 20, appends: 200 };
  const table = await latencyTable(rows, scratch, load);
  console.log(`## From append to view\n\nAt ${load.perSecond} appends a second:\n\n${table}\n`);
}

async function rebuilds(server: BenchServer, scratch: string, options: BenchOptions): Promise<void> {
  if (!'Rebuild beside appends'.includes(options.only)) return;
  const events = options.smoke ? 2_000 : 1_000_000;
  console.log('## Rebuild beside appends\n');
  const folder = await mkdtemp(join(scratch, 'rebuild-'));
  console.log(`- SQLite: ${await rebuildBesideAppends(openVarveSqliteViewer, folder, events)}`);
  console.log(`- PostgreSQL: ${await rebuildBesideAppends(openVarvePostgresViewer(server), folder, events)}\n`);
}
