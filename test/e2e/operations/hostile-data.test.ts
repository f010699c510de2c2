import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { bin, finished, type Run } from '../project.js';
import { compileExample } from './compiled-example.js';
import { linesOf } from './lines-of-json.js';
import { known, seedSqlite } from './seeded-store.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));
const app = join(folder, 'application.js');
beforeAll(() => compileExample(folder));
const store = join(folder, 'seeded.db');
beforeAll(() => seedSqlite(store));

// Everything that a terminal would take for more than text, line ends and colours of ours aside.
const raw =
  /[\u0000-\u0009\u000b-\u001a\u001c-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\u001b(?!\[\d+m)/;

const start = (args: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], STORE: store, VARVE_STORE: store },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
};
const varve = (...args: readonly string[]): Promise<Run> => finished(start([...args, '--store', 'env:STORE']));

test('say how their state differs between two versions', async () => {
  const args = ['streams', 'show', known.order, '--app', app, '--diff', '2..3'];
  const pretty = await varve(...args);
  expect(pretty.stdout).toMatch(/^--- stream version 2\n\+\+\+ stream version 3\n@@/);
  expect(pretty.stdout).toMatch(/\n- {2}"status": "open",\n\+ {2}"status": "paid",\n/);
  const [json] = linesOf('streams', await varve(...args, '--json'));
  expect(json).toMatchObject({ isSame: false, from: { streamVersion: 2, state: { status: 'open' } } });
  const [same] = linesOf('streams', await varve(...args.slice(0, -1), '3..3', '--json'));
  expect(same).toMatchObject({ isSame: true });
  for (const [diff, message] of [
    ['2..99', /has only 6 events/],
    ['3-4', /two stream versions such as 3\.\.7/],
  ] as const) {
    const refused = await varve(...args.slice(0, -1), diff);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
  }
  const broken = await varve('streams', 'show', known.evil, '--app', app, '--diff', '0..1');
  expect(broken).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/at stream version 1 cannot be folded: /),
  });
});

test('nothing that is stored reaches a terminal as anything but text', async () => {
  const commands = [
    ['streams', 'list', '--limit', '1000'],
    ['streams', 'show', known.evil],
    ['streams', 'show', known.evil, '--raw'],
    ['events', 'list', '--limit', '1000'],
    ['events', 'show', known.unreadable],
    ['events', 'show', known.noJson, '--full'],
    ['events', 'tree', 'evil'],
    ['parked', 'list'],
    ['parked', 'show', known.parked],
    ['snapshots', 'list'],
    ['snapshots', 'show', known.evil],
    ['processors', 'list'],
  ];
  let seen = 0;
  for (const command of commands) {
    for (const more of [['--color', 'always'], ['--json']]) {
      const { exitCode, stdout, stderr } = await varve(...command, ...more);
      expect({ command, exitCode }).toEqual({ command, exitCode: 0 });
      expect({ command, found: raw.exec(stdout + stderr)?.[0] }).toEqual({ command, found: undefined });
      if (stdout.includes('gnp.exe')) seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(12);
});

test('a reader that has seen enough ends the command', async () => {
  for (const command of [`events tail --after 1 --json`, 'events list --limit 100000 --json']) {
    const child = spawn('/bin/sh', ['-c', `"${process.execPath}" "${bin}" ${command} --store env:STORE | head -n 1`], {
      cwd: folder,
      env: { PATH: process.env['PATH'], STORE: store },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const { exitCode, stdout, stderr } = await finished(child);
    expect({ exitCode, lines: stdout.trimEnd().split('\n').length }, stderr).toEqual({ exitCode: 0, lines: 1 });
    expect(stderr).not.toMatch(/EPIPE|\bat /);
  }
});

test.each<[string, readonly string[], RegExp]>([
  ['a stream that is not there', ['streams', 'show', 'nobody-1'], /There is no stream "nobody-1"/],
  ['an event that is not there', ['events', 'show', 'nobody'], /There is no event "nobody"/],
  ['a place that is none', ['events', 'list', '--after', 'x'], /--after is a place in the log/],
  ['a time that is none', ['events', 'list', '--since', 'yesterday'], /--since is an instant such as/],
  ['no number', ['events', 'list', '--limit', '0'], /--limit is a number, 1 or more/],
  ['a projection that is not kept', ['projections', 'show', 'a.B'], /No rows of a projection "a\.B"/],
  ['a processor that never was', ['processors', 'show', 'b'], /Nothing called "b" has followed/],
  ['a parked event that is none', ['parked', 'show', known.huge], /is parked/],
  ['a snapshot that is none', ['snapshots', 'show', 'a-1'], /There is no snapshot of "a-1"/],
  ['an app that is not there', ['events', 'list', '--app', 'nowhere.ts'], /there is no file .*nowhere\.ts/],
  ['an app beside --raw', ['events', 'list', '--app', 'x.ts', '--raw'], /cannot be used with/],
  ['a tenant that cannot be', ['streams', 'list', '--tenant', 'x'.repeat(200)], /longer than 128 characters/],
])('%s ends with 2, one message and no stack', async (_what, args, message) => {
  const { exitCode, stdout, stderr } = await varve(...args);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

describe('without a store', () => {
  const alone = (...args: readonly string[]): Promise<Run> =>
    finished(spawn(process.execPath, [bin, ...args], { cwd: folder, env: { PATH: process.env['PATH'] } }));

  test.each<[string, () => readonly string[], RegExp]>([
    ['no --store', () => ['streams', 'list'], /required option '--store/],
    ['no verb', () => ['streams'], /Usage: varve streams/],
    ['a verb that is none', () => ['streams', 'lst', '--store', 'x'], /unknown command 'lst'/],
    ['a file that is not there', () => ['events', 'list', '--store', 'nowhere.db'], /there is no file/],
    [
      'a server that is not there',
      () => ['events', 'list', '--store', 'postgres://ada:s3cret@127.0.0.1:1/x'],
      /ECONNREFUSED/,
    ],
    ['a file that is no store', () => ['streams', 'list', '--store', text()], /no SQLite database/],
    ['a store of a newer release', () => ['streams', 'list', '--store', newer], /newer|layout 99/],
    [
      'something to discard in no store',
      () => ['snapshots', 'discard', 'a-1', '--yes', '--store', 'nowhere.db'],
      /there is no file/,
    ],
  ])('%s ends with 2 and no stack', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await alone(...args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at |s3cret/m);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  const newer = join(folder, 'newer.db');
  beforeAll(async () => {
    await (await openSqliteStore(newer)).close();
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const database = new DatabaseSync(newer);
    database.exec('UPDATE varve_log SET layout = 99');
    database.close();
  });

  function text(): string {
    writeFileSync(join(folder, 'text.db'), 'a text\n'.repeat(999));
    return join(folder, 'text.db');
  }
});
