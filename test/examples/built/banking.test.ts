// The bank as its README says it is run: generated code up to date, compiled, opened as a process, closed by a signal.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const example = join(root, 'examples/banking');
const folder = mkdtempSync(join(tmpdir(), 'varve-bank-'));
const accountId = '00000000-0000-4000-8000-000000000001';

function node(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: example, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

beforeAll(() => {
  expect(node(join(root, 'generator/bin/varve.js'), 'generate', '--check')).toMatchObject({ status: 0 });
  expect(node(join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json')).toEqual({
    status: 0,
    said: '',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

interface OpenBank {
  readonly child: ChildProcess;
  readonly address: string;
  readonly lines: readonly string[];
  readonly ended: Promise<number | null>;
}

async function open(): Promise<OpenBank> {
  const env = { ...process.env, VARVE_STORE: join(folder, 'bank.db'), PORT: '0' };
  const child = spawn(process.execPath, ['dist/main.js'], { cwd: example, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  const address = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const found = /http:\S+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  return { child, address, lines, ended };
}

const send = (address: string, method: string, path: string, body: object): Promise<Response> =>
  fetch(`${address}/accounts/${accountId}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('what was asked is answered when it is closed by a signal, and is there when it opens again', async () => {
  const first = await open();
  expect((await send(first.address, 'PUT', '', { customerId: accountId })).status).toBe(201);
  const deposits = Array.from({ length: 20 }, () => send(first.address, 'POST', '/deposits', { amount: '1' }));
  // The server has them when the first is answered.
  await Promise.race(deposits);
  first.child.kill('SIGTERM');
  const answers = await Promise.allSettled(deposits);
  expect(await first.ended).toBe(0);
  expect(first.lines.at(-1)).toBe('The bank is closed (SIGTERM).');
  const taken = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 201).length;
  expect(taken).toBeGreaterThan(0);

  const second = await open();
  const found = await fetch(`${second.address}/accounts/${accountId}/balance`);
  expect(await found.json()).toMatchObject({ balance: String(taken) });
  const health = await fetch(`${second.address}/health`);
  expect(await health.json()).toMatchObject({ processes: [{ process: 'banking.TransferMoney' }] });
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
});

test('a port that is taken is an error that ends it', async () => {
  const first = await open();
  const port = new URL(first.address).port;
  const env = { ...process.env, VARVE_STORE: join(folder, 'other.db'), PORT: port };
  const { status, stderr } = spawnSync(process.execPath, ['dist/main.js'], { cwd: example, env, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('EADDRINUSE');
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
});
