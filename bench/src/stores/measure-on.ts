import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchServer, startBenchServer } from '../measure/bench-server.js';
import { type Effort, runContest } from '../measure/contest.js';
import type { BenchOptions } from '../options.js';
import { loadEmmett } from '../runtime/emmett/emmett.js';
import { openEmmettPostgres, openEmmettSqlite } from '../runtime/emmett/emmett-participant.js';
import { openRawPostgres, openRawSqlite } from '../runtime/raw/raw-participant.js';
import { contestOf, type Field } from '../runtime/store-row.js';
import { openVarvePostgres, openVarveSqlite } from '../runtime/varve/varve-participant.js';
import { counted } from './counted-syncs.js';
import { type DiskName, inheritedEnvironment } from './disk/disk.js';
import { timedCommits } from './disk/timed-commits.js';
import { orderSection } from './order/order-section.js';
import { storeRows } from './store-rows.js';
import { type MeasuredRow, storeTable } from './store-table.js';

const full: Effort = { rounds: 9, warmups: 2, portion: 1 };
const smoke: Effort = { rounds: 1, warmups: 0, portion: 0.02 };

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
  const measured: MeasuredRow[] = [];
  for (const row of storeRows(disk).filter((each) => `${title}: ${each.title}`.includes(options.only))) {
    // A smoke run says nothing about speed.
    const contest = { ...contestOf(row, field, scratch), ...(options.smoke && { aims: [] }) };
    const watched = counted(server === undefined ? contest : { ...contest, spentElsewhere: server.spent });
    const outcome = await runContest(watched.contest, effort);
    measured.push({ outcome, syncs: watched.syncs() });
  }
  if (measured.length > 0) console.log(`## ${title}\n\n${storeTable(measured)}\n`);
}
