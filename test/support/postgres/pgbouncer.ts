import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface Pgbouncer {
  /** The same database, by way of PgBouncer. */
  url(direct: string): string;
  stop(): Promise<void>;
}

const program = process.env['PGBOUNCER'] ?? 'pgbouncer';

/** Version of the PgBouncer on this machine (in the path, or where $PGBOUNCER says); `undefined` when there is none. */
export const pgbouncerVersion: string | undefined = findVersion();

function findVersion(): string | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? /PgBouncer ([\d.]+)/.exec(stdout)?.[1] : undefined;
}

const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

export interface PgbouncerOptions {
  /** In transaction mode sessions are shared, and change from one transaction to the next. Default. */
  readonly mode?: 'transaction' | 'session' | 'statement';
  /** Who it is towards the server. Default `postgres`. */
  readonly user?: string;
}

export async function startPgbouncer(
  server: string,
  sessions: number,
  { mode = 'transaction', user = 'postgres' }: PgbouncerOptions = {},
): Promise<Pgbouncer> {
  const folder = mkdtempSync(join(tmpdir(), 'varve-pgbouncer-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const { hostname, port: serverPort } = new URL(server);
  const settings = join(folder, 'pgbouncer.ini');
  writeFileSync(
    settings,
    `[databases]
* = host=${hostname} port=${serverPort} user=${user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${sessions}
`,
  );
  const child = spawn(program, ['-q', settings], { ...identity, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = (direct: string): string => {
    const way = new URL(direct);
    way.port = String(port);
    return way.href;
  };
  await accepting(url(server));
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 2_000);
      await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function accepting(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
