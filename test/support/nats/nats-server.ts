import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The server of the system's packages, or the one that `VARVE_NATS_SERVER` names; no package of npm brings one. */
const program = process.env['VARVE_NATS_SERVER'] ?? 'nats-server';

/** Of the server that there is; `undefined` without one. */
export const natsRelease: string | undefined = (() => {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
})();

export interface NatsServer {
  readonly servers: string;
  /** Ends it without a word, and waits until it has ended. */
  kill(): Promise<void>;
  /** Begins again on the same files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server with JetStream on files of its own. */
export async function startNats(): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'varve-nats-'));
  const port = await freePort();
  const parameters = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder];
  const begin = () => spawn(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  let child = begin();
  const ready = (): Promise<void> =>
    new Promise((resolve, reject) => {
      child.stderr.on('data', (text: Buffer) => {
        if (text.includes('Server is ready')) resolve();
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`nats-server ended with ${code}`)));
    });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  await ready();
  return {
    servers: `127.0.0.1:${port}`,
    kill,
    async restart() {
      await kill();
      child = begin();
      await ready();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
