import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startCluster } from '../../../test/support/postgres/cluster.js';

/** A PostgreSQL server for one benchmark, as durable as by default. */
export interface BenchServer {
  /** @returns the connection string of a new database */
  emptyDatabase(): Promise<string>;
  /** Microseconds of processor time that its connections have spent so far; 0 where there is no /proc to say so. */
  spent(): number;
  stop(): Promise<void>;
}

/** As many connections as appends in flight, the same for everybody. */
export const poolSize = 32;

const settings: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  wal_sync_method: 'fdatasync',
  shared_buffers: '256MB',
  // Checkpoints would fall on one contender or another by chance.
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
};

/** `environment` are variables that the server runs with. */
export async function startBenchServer(environment: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
  const cluster = await startCluster('18', settings, environment);
  let databases = 0;
  return {
    async emptyDatabase() {
      databases += 1;
      const client = new pg.Client({ connectionString: cluster.url() });
      await client.connect();
      await client.query(`CREATE DATABASE bench_${databases}`);
      await client.end();
      return cluster.url(`bench_${databases}`);
    },
    spent: () => childrenOf(cluster.pid).reduce((sum, pid) => sum + microsecondsOf(pid), 0),
    stop: () => cluster.stop(),
  };
}

/** A pool whose connections stay. */
export function poolOf(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: poolSize, idleTimeoutMillis: 0 });
  // The server may end before the pool has seen all its connections off.
  return pool.on('error', () => undefined);
}

function childrenOf(pid: number): readonly string[] {
  return textOf(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((child) => child !== '');
}

function microsecondsOf(pid: string): number {
  return Number(textOf(`/proc/${pid}/schedstat`).split(' ')[0]) / 1_000;
}

/** What a file says; nothing when it is gone or was never there. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
