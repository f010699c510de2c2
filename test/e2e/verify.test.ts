import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isEventId, isStreamName } from './ids.js';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { readRoot, snippetsOf, stands } from '../examples/snippets.js';
import { expectSarif } from '../formats/judges.js';
import { bin, finished, type Run } from './project.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));
const example = fileURLToPath(new URL('../../examples/ordering/', import.meta.url));
const app = join(example, 'src/registries.ts');
const isVerified = new Ajv2020({ strict: true, allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('../../schemas/meta/v1/verify.schema.json', import.meta.url), 'utf8')) as object,
);

const start = (args: readonly string[]) =>
  spawn(process.execPath, [bin, 'verify', ...args], { cwd: folder, env: { PATH: process.env['PATH'] } });
const varve = (...args: readonly string[]): Promise<Run> => finished(start(args));

const good = { type: 'ordering.OrderPaid', data: { paidAt: '2026-03-01T09:30:00Z' } };
const wrong = { type: 'ordering.OrderShipped', data: { secret: 'Ada Lovelace' } };
const foreign = { type: 'payments.Taken', data: {} };

async function makeStore(name: string, streams: number, events: readonly { type: string; data: object }[]) {
  const path = join(folder, name);
  const store = await openSqliteStore({ path, durability: 'normal' });
  for (let index = 0; index < streams; index += 1) {
    const streamName = `ordering.order-${randomUUID()}`;
    if (!isStreamName(streamName)) throw new Error(streamName);
    const batch = events.map(({ type, data }) => {
      const eventId = randomUUID();
      if (!isEventId(eventId)) throw new Error(eventId);
      return { eventId, type, schemaVersion: 1, data: JSON.stringify(data), metadata: '{}' };
    });
    await store.append({ streamName, expected: 'any', events: batch });
  }
  await store.close();
  return path;
}

interface Verified {
  readonly isComplete: boolean;
  readonly events: number;
  readonly types: readonly {
    readonly storedType: string;
    readonly failed: number;
    readonly failures: readonly object[];
  }[];
}

function verified({ stdout }: Run): Verified {
  const document: unknown = JSON.parse(stdout);
  expect(isVerified(document), JSON.stringify(isVerified.errors)).toBe(true);
  return document as Verified;
}

let clean = '';
let broken = '';
beforeAll(async () => {
  clean = await makeStore('clean.db', 3, [good, good, foreign]);
  broken = await makeStore('broken.db', 4, [good, wrong, good]);
});

describe('varve verify', () => {
  test('ends with 0 and says how many events of each version decode', async () => {
    const { exitCode, stdout, stderr } = await varve('--app', app, '--store', clean);
    expect(stderr).toMatch(/3 of contexts that no registry was given for\n {2}9 events/);
    expect(stdout).toBe('ordering.OrderPaid  v1 6   all decode\n');
    expect(exitCode).toBe(0);
  });

  test('prints of the log of the first release what the guide shows', async () => {
    const shown = snippetsOf(readRoot('docs/guide/evolving.md')).find(({ isTestedElsewhere }) => isTestedElsewhere);
    const log = join(folder, 'first-release.db');
    copyFileSync(join(example, 'log/first-release.db'), log);
    const { exitCode, stdout } = await varve('--app', app, '--store', log);
    expect(stands(shown?.text ?? 'nothing', stdout), stdout).toBe(true);
    expect(stdout.trimEnd().split('\n')).toHaveLength(13);
    expect(exitCode).toBe(0);
  });

  test('ends with 1 and names the first that do not, without their values', async () => {
    const { exitCode, stdout } = await varve('--app', app, '--store', `sqlite:${broken}`, '--failures', '2');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/ordering\.OrderShipped +v1 4 +4 cannot be read/);
    expect(stdout).toMatch(/log 2 {2}ordering\.OrderShipped, schema version 1, at position 1 of ordering\.order-/);
    expect(stdout).toContain('and 2 more');
    expect(stdout).not.toContain('Lovelace');
  });

  test('prints JSON and SARIF that fit their schemas, and the same with any number of threads', async () => {
    const one = await varve('--app', app, '--store', broken, '--format', 'json', '--threads', '1');
    const three = await varve('--app', app, '--store', broken, '--format', 'json', '--threads', '3');
    expect(one.exitCode).toBe(1);
    expect(verified(one)).toMatchObject({ isComplete: true, events: 12 });
    expect(verified(three).types).toEqual(verified(one).types);
    const sarif = await varve('--app', app, '--store', broken, '--format', 'sarif');
    expectSarif(sarif.stdout);
    expect(sarif.exitCode).toBe(1);
  });

  test('never writes to the log', async () => {
    const before = readFileSync(broken);
    await varve('--app', app, '--store', broken);
    expect(readFileSync(broken).equals(before)).toBe(true);
  });

  test('goes on where a stopped run was', async () => {
    const path = await makeStore('large.db', 900, [...Array.from({ length: 99 }, () => good), wrong]);
    const resume = join(folder, 'resume.json');
    const args = ['--app', app, '--store', path, '--format', 'json', '--threads', '1', '--resume', resume];
    const child = start(args);
    const stopped = finished(child);
    const watching = setInterval(() => {
      // The second signal would end it at once.
      if (existsSync(resume) && !child.killed) child.kill('SIGINT');
    }, 5);
    const first = await stopped;
    clearInterval(watching);
    expect(first.exitCode).toBe(1);
    const { isComplete, events } = verified(first);
    expect(isComplete).toBe(false);
    expect(events).toBeLessThan(90_000);
    const second = verified(await varve(...args));
    const whole = verified(await varve('--app', app, '--store', path, '--format', 'json'));
    expect(second).toMatchObject({ isComplete: true, events: 90_000 });
    expect(second.types).toEqual(whole.types);
    expect(whole.types.map(({ failed }) => failed)).toEqual([0, 900]);
    // Another log has nothing to do with it.
    const other = await varve('--app', app, '--store', clean, '--resume', resume);
    expect(other).toMatchObject({ exitCode: 2, stdout: '' });
    expect(other.stderr).toContain('another log');
  });
});

describe('what cannot be verified', () => {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test.each<[string, () => readonly string[], RegExp]>([
    ['a store that is not there', () => ['--app', app, '--store', 'nowhere.db'], /there is no file .*nowhere\.db/],
    [
      'a store that is none',
      () => ['--app', app, '--store', write('text.db', 'a text\n'.repeat(999))],
      /no SQLite database/,
    ],
    ['a store of another kind', () => ['--app', app, '--store', 'nats://a:b@c/d'], /opens no stores of the kind nats/],
    ['a module that is not there', () => ['--app', 'nowhere.ts', '--store', clean], /there is no file .*nowhere\.ts/],
    [
      'a module without a registry',
      () => ['--app', join(example, 'src/order/money.ts'), '--store', clean],
      /exports no registry/,
    ],
    [
      'a module that throws',
      () => ['--app', write('throws.mjs', 'throw new Error("no such thing")'), '--store', clean],
      /./,
    ],
    ['no number of threads', () => ['--app', app, '--store', clean, '--threads', '0'], /--threads is a number/],
    ['no app', () => ['--store', clean], /--app/],
    [
      'a file that verify did not write',
      () => ['--app', app, '--store', clean, '--resume', write('mine.json', '{}')],
      /not written by/,
    ],
  ])('%s ends with 2, one message and no stack', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await varve(...args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('nothing is made by mistake', () => {
    expect(existsSync(join(folder, 'nowhere.db'))).toBe(false);
    expect(statSync(join(folder, 'mine.json')).size).toBe(2);
  });
});
