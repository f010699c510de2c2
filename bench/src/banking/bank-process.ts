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

async function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (child.stdout === null) throw new Error('The bank says nothing.');
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    const address = /http:\/\/\S+/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error(`The bank did not open:\n${said.join('\n')}`);
}
