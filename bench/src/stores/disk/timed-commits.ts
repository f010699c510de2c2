import pg from 'pg';
import type { BenchServer } from '../../measure/bench-server.js';
import { loadDriver } from '../../measure/sqlite-driver.js';
import { median } from '../../measure/statistics.js';
import { type DiskName, slowedBy, syncsSoFar } from './disk.js';

const commits = 20;

/**
 * How long the commit of one row takes in both databases, in words.
 * @throws Error where the disk should be slowed and is not, or a commit does not wait for the disk: then all figures were wrong
 */
export async function timedCommits(disk: DiskName, server: BenchServer, folder: string): Promise<string> {
  const sqlite = await timed('SQLite', disk, await sqliteCommit(`${folder}/commits.db`));
  const postgres = await timed('PostgreSQL', disk, await postgresCommit(server));
  const counts = syncsSoFar() === undefined ? '' : ', and one wait for the disk is counted for each';
  return `Disk ${disk}: the commit of one row takes ${sqlite.toFixed(2)} ms in SQLite and ${postgres.toFixed(2)} ms in PostgreSQL${counts}.`;
}

interface Commit {
  readonly run: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Median of some commits, in milliseconds. */
async function timed(name: string, disk: DiskName, { run, close }: Commit): Promise<number> {
  const before = syncsSoFar();
  const times: number[] = [];
  for (let index = 0; index < commits; index += 1) {
    const began = performance.now();
    await run();
    times.push(performance.now() - began);
  }
  await close();
  const waits = (syncsSoFar() ?? 0) - (before ?? 0);
  if (before !== undefined && waits < commits) {
    throw new Error(`${commits} commits of ${name} waited for the disk only ${waits} times.`);
  }
  if (disk === 'slowed' && Math.min(...times) < slowedBy) {
    throw new Error(`A commit of ${name} took ${Math.min(...times)} ms on the slowed disk.`);
  }
  return median(times);
}

async function sqliteCommit(file: string): Promise<Commit> {
  const { DatabaseSync } = await loadDriver();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE commits (number INTEGER)');
  const insert = database.prepare('INSERT INTO commits VALUES (1)');
  return { run: async () => insert.run(), close: async () => database.close() };
}

async function postgresCommit({ emptyDatabase }: BenchServer): Promise<Commit> {
  const client = new pg.Client({ connectionString: await emptyDatabase() });
  await client.connect();
  await client.query('CREATE TABLE commits (number integer)');
  return { run: () => client.query('INSERT INTO commits VALUES (1)'), close: () => client.end() };
}
