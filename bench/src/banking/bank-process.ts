/** The example's bank as a process of its own, at a store. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface BankProcess {
  readonly address: string;
  stop(): Promise<void>;
}

/** @param main the built `dist/main.js` @throws Error with what it printed, when it ends before it listens */
export async function startBank(main: string, store: string): Promise<BankProcess> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, VARVE_STORE: store, PORT: '0', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await addressOf(child);
  return {
    address,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await ended;
      if (code !== 0) throw new Error(`The bank ended with ${String(code)}.`);
    },
  };
}

/** Goes on reading what it says, or it would fail when it says good-bye. */
function addressOf(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('The bank says nothing.');
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      said.push(line);
      const address = /http:\/\/\S+/.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`The bank did not open:\n${said.join('\n')}`)));
  });
}
