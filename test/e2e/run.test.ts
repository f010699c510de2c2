import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { bin, finished, type Run } from './project.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-run-'));
afterAll(() => rmSync(folder, { recursive: true }));
const example = fileURLToPath(new URL('../../examples/ordering/', import.meta.url));
const app = join(example, 'src/application.ts');
const isRebuilt = new Ajv2020({ strict: true }).compile(
  JSON.parse(readFileSync(new URL('../../schemas/meta/v1/rebuild.schema.json', import.meta.url), 'utf8')) as object,
);

/** The log of the example's first release, to work on. */
function oldLog(name: string): string {
  const [file = ''] = readdirSync(join(example, 'log')).filter((each) => each.endsWith('.db'));
  const path = join(folder, name);
  copyFileSync(join(example, 'log', file), path);
  return path;
}

function start(args: readonly string[], store: string): ChildProcess {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], VARVE_STORE: store },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Everything that it says on standard error, as far as it has come. */
function listenTo(child: ChildProcess): () => string {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return () => said;
}

const rebuild = (store: string, ...more: readonly string[]): Promise<Run> =>
  finished(start(['rebuild', ...more, '--app', app], store));

describe('varve run', () => {
  test('makes the rows of an old log, and ends in order when it is told to', async () => {
    const child = start(['run', '--app', app, '--every', '1'], oldLog('run.db'));
    const said = listenTo(child);
    const run = finished(child);
    await expect
      .poll(said, { timeout: 60_000 })
      .toMatch(/ordering\.OrderSummary +serving {2}caught up {2}\d{3} handled/);
    await expect.poll(said, { timeout: 60_000 }).toMatch(/ordering\.TrackedParcel +serving/);
    child.kill('SIGTERM');
    expect(await run).toMatchObject({ exitCode: 0, stdout: '' });
    expect(said()).toMatch(/started; .*\n[\s\S]*\nstopped\n$/);
  });

  test('takes over from one that was killed', async () => {
    const store = oldLog('killed.db');
    const first = start(['run', '--app', app, '--every', '1'], store);
    await expect.poll(listenTo(first), { timeout: 60_000 }).toMatch(/OrderSummary/);
    first.kill('SIGKILL');
    const second = start(['run', '--app', app, '--every', '1'], store);
    const said = listenTo(second);
    const run = finished(second);
    await expect.poll(said, { timeout: 60_000 }).toMatch(/OrderSummary +serving {2}caught up/);
    second.kill('SIGINT');
    expect(await run).toMatchObject({ exitCode: 0 });
  });

  test('says without a stack what the application needs', async () => {
    const run = await finished(
      spawn(process.execPath, [bin, 'run', '--app', app], { cwd: folder, env: { PATH: process.env['PATH'] } }),
    );
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/createApplication of .* failed: VARVE_STORE has to say where the store is/);
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('varve rebuild', () => {
  test('makes rows anew beside those that serve, in slices and slowly if asked to', async () => {
    const store = oldLog('rebuild.db');
    const first = await rebuild(store, 'ordering.OrderSummary');
    expect(first).toMatchObject({ exitCode: 0, stdout: '' });
    expect(first.stderr).toMatch(/ordering\.OrderSummary {2}\d+ events/);
    const again = await rebuild(store, 'ordering.OrderSummary', '--slices', '2', '--format', 'json');
    expect(isRebuilt(JSON.parse(again.stdout)), JSON.stringify(isRebuilt.errors)).toBe(true);
    expect(JSON.parse(again.stdout)).toMatchObject({ status: 'clean', skipped: 0, parked: 0 });
  });

  test('knows what is kept there', async () => {
    const run = await rebuild(oldLog('unknown.db'), 'ordering.OrderSumary');
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/No projection ordering\.OrderSumary is kept here/);
  });
});
