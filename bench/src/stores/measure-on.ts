import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchServer, startBenchServer } from '../measure/bench-server.js';
import { type Effort, runContest } from '../measure/contest.js';
import type { BenchOptions } from '../options.js';
import { loadEmmett } from '../runtime/emmett/emmett.js';
import { openEmmettPostgres, openEmmettSqlite } from '../runtime/emmett/emmett-participant.js';
import { openRawPostgres, openRawSqlite } from '../runtime/raw/raw-participant.js';
import { contestOf, type Field, type Row } from '../runtime/store-row.js';
import { openVarvePostgres, openVarveSqlite } from '../runtime/varve/varve-participant.js';
import { counted } from './counted-syncs.js';
import { type DiskName, inheritedEnvironment } from './disk/disk.js';
import { timedCommits } from './disk/timed-commits.js';
import { keptStores } from './kept-stores.js';
import { orderSection } from './order/order-section.js';
import { appendRows, isLong, streamRows, wholeLog } from './store-rows.js';
import { type MeasuredRow, storeTable } from './store-table.js';

const full: Effort = { rounds: 9, warmups: 2, portion: 1 };
/** Streams of 100,000 events take seconds each time. */
const fewRounds = 3;
const smoke: Effort = { rounds: 1, warmups: 0, portion: 0.02 };
const lengths = [10, 1_000, 100_000] as const;
const smokeLengths = [10, 1_000] as const;

/** Everything that is measured on one disk, as tables. */
export async function measureOn(disk: DiskName, options: BenchOptions): Promise<void> {
  const scratch = await mkdtemp(join(import.meta.dirname, 'scratch-'));
  const server = await startBenchServer(inheritedEnvironment());
  try {
    console.log(`${await timedCommits(disk, server, scratch)}\n`);
    const loaded = await loadEmmett();
    if ('missing' in loaded) console.log(`Emmett’s columns are missing: ${loaded.missing}\n`);
    const emmett = 'emmett' in loaded ? loaded.emmett : undefined;
    const sqlite = { raw: openRawSqlite, varve: openVarveSqlite, ...(emmett && { emmett: openEmmettSqlite(emmett) }) };
    const postgres = {
      raw: openRawPostgres(server),
      varve: openVarvePostgres(server),
      ...(emmett && { emmett: openEmmettPostgres(emmett, server) }),
    };
    await section({ title: `SQLite, ${disk} disk`, disk, field: sqlite, scratch }, options);
    await section({ title: `PostgreSQL, ${disk} disk`, disk, field: postgres, scratch, server }, options);
    await orderSection({ disk, server }, options);
  } finally {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Section {
  readonly title: string;
  readonly disk: DiskName;
  readonly field: Field;
  readonly scratch: string;
  readonly server?: BenchServer;
}

async function section({ title, disk, field, scratch, server }: Section, options: BenchOptions): Promise<void> {
  const effort = options.smoke ? smoke : { ...full, rounds: options.rounds ?? full.rounds };
  const kept = keptStores(field, scratch);
  const measure = async (rows: readonly Row[]): Promise<readonly MeasuredRow[]> => {
    const measured: MeasuredRow[] = [];
    for (const row of rows.filter((each) => `${title}: ${each.title}`.includes(options.only))) {
      // A smoke run says nothing about speed.
      const contest = { ...contestOf(row, kept.field, scratch), ...(options.smoke && { aims: [] }) };
      const watched = counted(server === undefined ? contest : { ...contest, spentElsewhere: server.spent });
      const rounds = isLong(row) ? Math.min(effort.rounds, fewRounds) : effort.rounds;
      // Nothing is printed before a section has ended.
      if (!options.smoke) console.error(`… ${title}: ${row.title}`);
      measured.push({ outcome: await runContest(watched.contest, { ...effort, rounds }), syncs: watched.syncs() });
    }
    return measured;
  };
  // The log has to hold nothing else when it is read.
  const log = await measure([wholeLog()]);
  const streams = await measure(streamRows(options.smoke ? smokeLengths : lengths));
  const appends = await measure(appendRows(disk, server !== undefined));
  await kept.close();
  const all = [...appends, ...streams, ...log];
  if (all.length > 0) console.log(`## ${title}\n\n${storeTable(all)}\n`);
}
