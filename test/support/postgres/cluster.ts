import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { type Binaries, copyBinaries, findBinaries, type PostgresRelease } from './binaries.js';

/** A PostgreSQL server of our own, for tests and benchmarks, in a folder that is gone when it has ended. */
export interface Cluster {
  readonly port: number;
  /** Process id of the server, whose children serve the connections. */
  readonly pid: number;
  /** Connection string of a database; without a name, of the one every cluster has. */
  url(database?: string): string;
  /** Ends the server as after a power cut, without a checkpoint. It can be started again. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Starts the server again as a replica of nobody: it can be read, and takes no writes. */
  becomeReplica(): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; nobody else is bothered. */
const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // A killed process loses nothing that it wrote; only the machine could.
  fsync: 'off',
  shared_buffers: '32MB',
  max_connections: '120',
  max_prepared_transactions: '5',
  deadlock_timeout: '100ms',
  log_min_messages: 'warning',
};

// When whoever started the server is gone, however it went, the pipe ends, and with it the server.
const guarded =
  '"$0" "$@" >"$LOG" 2>&1 & child=$!; echo $child; cat >/dev/null; kill -INT $child 2>/dev/null; wait $child';

/** `given` are settings of the server, `environment` variables that it runs with. */
export async function startCluster(
  release: PostgresRelease,
  given: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), `varve-postgres-${release}-`));
  chmodSync(folder, 0o755);
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const binaries = usableBinaries(release, folder);
  const data = join(folder, 'data');
  const env = { PATH: process.env['PATH'], LD_LIBRARY_PATH: binaries.libraryPath, LOG: join(folder, 'log'), TZ: 'UTC' };
  initialise(binaries, data, env);
  const port = await freePort();
  const parameters = Object.entries({ ...settings, ...given, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  let guard: ChildProcess | undefined;
  let postmaster = 0;

  const url = (database = 'postgres'): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const start = async (): Promise<void> => {
    const options = {
      ...identity,
      env: { ...env, ...environment },
      stdio: ['pipe', 'pipe', 'ignore'] as ['pipe', 'pipe', 'ignore'],
    };
    const child = spawn('/bin/sh', ['-c', guarded, binaries.postgres, '-D', data, ...parameters], options);
    guard = child;
    postmaster = await new Promise<number>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', (line) => resolve(Number(line)));
      child.once('error', reject);
    });
    await accepting(url(), env.LOG);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = guard;
    if (child === undefined) return;
    guard = undefined;
    const ended = new Promise((resolve) => child.once('close', resolve));
    process.kill(postmaster, signal);
    child.stdin?.end();
    await ended;
  };
  const cluster: Cluster = {
    port,
    get pid() {
      return postmaster;
    },
    url,
    start,
    crash: () => end('SIGQUIT'),
    async becomeReplica() {
      await end('SIGINT');
      writeFileSync(join(data, 'standby.signal'), '', { mode: 0o644 });
      await start();
    },
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await start();
  return cluster;
}

function usableBinaries(release: PostgresRelease, folder: string): Binaries {
  const inPlace = findBinaries(release, folder);
  const { status } = spawnSync(inPlace.postgres, ['--version'], {
    ...identity,
    env: { LD_LIBRARY_PATH: inPlace.libraryPath },
  });
  if (status === 0) return inPlace;
  rmSync(join(folder, 'lib'), { recursive: true });
  return copyBinaries(release, folder);
}

function initialise({ initdb }: Binaries, data: string, env: NodeJS.ProcessEnv): void {
  const options = ['--auth=trust', '--username=postgres', '--no-sync', '--encoding=UTF8', '--locale=C'];
  const { status, stderr, stdout, error } = spawnSync(initdb, ['-D', data, ...options], {
    ...identity,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when the server takes connections. */
async function accepting(url: string, log: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 400) throw new Error(`The server does not start: ${readFileSync(log, 'utf8')}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
