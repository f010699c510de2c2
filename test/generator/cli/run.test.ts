import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { runMain } from '../../support/run-main.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const schemaOf = (name: string) =>
  new Ajv2020({ strict: true, allErrors: true }).compile(
    JSON.parse(
      readFileSync(new URL(`../../../schemas/meta/v1/${name}.schema.json`, import.meta.url), 'utf8'),
    ) as object,
  );

/** An application that says what it is told to, and notes what is asked of it. */
const application = (more = ''): string => `
const notes = [];
const application = {
  ended: new Promise(() => {}),
  async start() { notes.push('start'); },
  async stop() { notes.push('stop'); },
  async health() {
    return {
      projections: [{ projection: 'shop.Totals', run: 'async', state: 'serving', behind: 3, events: 1204, perSecond: 17.6,
        slices: [{ skipped: 1, parked: 0 }, { skipped: 0, parked: 2 }], lastError: undefined }],
      processors: [{ name: 'mails', state: 'leading', caughtUp: true, handled: 5, skipped: 0, parked: 0, lastError: undefined }],
      processes: [{ process: 'shop.Dunning', state: 'standing-by', caughtUp: false, handled: 0, skipped: 0, parked: 0, lastError: undefined }],
    };
  },
  async rebuild(projection, { report, ...options }) {
    report?.({ done: 1, of: 2 });
    notes.push(projection + ' ' + JSON.stringify(options));
    return { projection, events: 7, skipped: 0, firstSkipped: [], parked: 0, isComplete: true };
  },
  async replayParked() { return { handled: 0, left: 0 }; },
  ${more}
};
const close = () => { globalThis.varveNotes = [...notes, 'close']; };
`;
let modules = 0;
function app(text: string): string {
  modules += 1;
  const path = join(folder, `app${String(modules)}.mjs`);
  writeFileSync(path, text);
  return path;
}
const plain = `${application()} export { application, close };`;
const notes = (): unknown => Reflect.get(globalThis, 'varveNotes');

describe('varve run', () => {
  test('starts, says how things stand, and stops when it is told to', async () => {
    const run = await runMain(['run', '--app', app(plain)], folder);
    expect(run.stderr).toBe(
      [
        'started; a signal to end lets what is in hand finish',
        '  shop.Totals   serving  3 behind  1204 handled  18/s  1 skipped  2 parked',
        '  mails         leading  caught up  5 handled  0/s',
        '  shop.Dunning  standing-by  0 handled  0/s',
        'stopped',
        '',
      ].join('\n'),
    );
    expect(run).toMatchObject({ exitCode: 0, stdout: '' });
    expect(notes()).toEqual(['start', 'stop', 'close']);
  });

  test('says it to programs as its schema promises', async () => {
    const { stdout } = await runMain(['run', '--app', app(plain), '--format', 'json'], folder);
    const lines = stdout.trim().split('\n');
    const isRun = schemaOf('run');
    for (const line of lines) expect(isRun(JSON.parse(line)), JSON.stringify(isRun.errors)).toBe(true);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      works: [{ name: 'shop.Totals', behind: 3 }, { events: 5 }, { kind: 'process' }],
    });
  });

  test('takes a promise, and what a function gives', async () => {
    const promised = `${application()} const later = Promise.resolve(application); export { later as application };`;
    expect(await runMain(['run', '--app', app(promised)], folder)).toMatchObject({ exitCode: 0 });
    const made = `${application()} export const createApplication = async () => application;`;
    expect(await runMain(['run', '--app', app(made)], folder)).toMatchObject({ exitCode: 0 });
  });

  test('ends with 1 when something has failed, and says what', async () => {
    const failed = `async health() {
      return { projections: [{ projection: 'shop.Totals', run: 'async', state: 'failed', behind: 0, events: 0, perSecond: 0,
        slices: [], lastError: new Error('out of beans') }], processors: [], processes: [] };
    }`;
    const run = await runMain(['run', '--app', app(`${application(failed)} export { application, close };`)], folder);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('  shop.Totals  failed  caught up  0 handled  0/s\n  error  out of beans\n');
    expect(notes()).toEqual(['start', 'stop', 'close']);
  });

  test.each([
    ['no file', 'missing.mjs', /there is no file/],
    ['no application', app('export const answer = 42;'), /exports no application\. Export one: /],
    [
      'several',
      app(`${application()} export { application }; export const other = { ...application };`),
      /several applications: application, other/,
    ],
    [
      'a function that fails',
      app(`export const createApplication = () => { throw new Error('no store'); };`),
      /createApplication of .* failed: no store/,
    ],
    ['a module that fails', app(`throw new Error('no such luck');`), /cannot be loaded: no such luck/],
    [
      'an application that cannot start',
      app(
        `${application(`async start() { throw new Error('Two contexts are called shop.'); }`)} export { application, close };`,
      ),
      /Two contexts are called shop/,
    ],
  ])('is refused without a stack: %s', async (_what, path, message) => {
    const run = await runMain(['run', '--app', path], folder);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });

  test.each(['0', '-1', 'soon', ''])('--every %j is refused', async (every) => {
    const run = await runMain(['run', '--app', app(plain), `--every=${every}`], folder);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/--every is a number, 1 or more/);
  });
});

describe('varve rebuild', () => {
  const unhindered = (args: readonly string[]) => runMain(args, folder, {}, undefined, new AbortController().signal);
  const rebuilt = (result: string): string => `async rebuild(projection) { ${result} }`;

  test('says that it was stopped, and that it can go on', async () => {
    const never = app(`${application(rebuilt('return new Promise(() => {});'))} export { application, close };`);
    const run = await runMain(['rebuild', 'shop.Totals', '--app', never], folder);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toMatch(/run it again, and it goes on from here/);
    expect(notes()).toEqual(['stop', 'close']);
  });

  test('tells programs what came of it, as its schema promises, and hands the limits on', async () => {
    const limits = ['--slices', '4', '--events-per-second', '20000'];
    const run = await unhindered(['rebuild', 'shop.Totals', '--app', app(plain), ...limits, '--format', 'json']);
    const isRebuild = schemaOf('rebuild');
    expect(isRebuild(JSON.parse(run.stdout)), JSON.stringify(isRebuild.errors)).toBe(true);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'clean', exitCode: 0, events: 7 });
    expect(notes()).toEqual(['shop.Totals {"eventsPerSecond":20000,"slices":4}', 'stop', 'close']);
  });

  const ended = (text: string, ...more: readonly string[]) =>
    unhindered([
      'rebuild',
      'shop.Totals',
      '--app',
      app(`${application(rebuilt(text))} export { application };`),
      ...more,
    ]);

  test('ends with 1 when events were skipped or parked, and says what to do', async () => {
    const run =
      await ended(`const firstSkipped = [{ streamName: 'shop.cart-1', position: 4, reason: 'Error: no\\nbad today' }];
      return { projection, events: 7, skipped: 2, firstSkipped, parked: 1, isComplete: false };`);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /error {2}rebuild\/skipped\n.*serve without 2 events that failed and were skipped:\n.*shop\.cart-1 at 4: Error: no bad today\n.*and 1 more\n/,
    );
    expect(run.stdout).toMatch(/help {3}Mend the handler and run it again/);
    expect(run.stdout).toMatch(/error {2}rebuild\/parked\n.*serve without 1 event that was parked\./);
    expect(run.stdout).toMatch(/application\.replayParked\('shop\.Totals'\)/);
  });

  test('ends with 1 when the rows could not be made, and says at which event and why', async () => {
    const failed = `throw Object.assign(new Error('projection:shop.Totals stopped at position 3 of shop.cart-1', { cause: new Error('out of beans') }),
      { code: 'processor-failed' });`;
    const run = await ended(failed);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /error {2}rebuild\/failed\n.*were not made: .* position 3 of shop\.cart-1\. out of beans\./,
    );
    expect(run.stdout).toMatch(/help {3}Nothing was put in the place of the rows that serve/);
    expect(run.stderr).not.toMatch(/bug|usage/i);
    const { stdout, exitCode } = await ended(failed, '--format', 'json');
    const isRebuild = schemaOf('rebuild');
    expect(isRebuild(JSON.parse(stdout)), JSON.stringify(isRebuild.errors)).toBe(true);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'findings',
      exitCode: 1,
      findings: [{ code: 'rebuild/failed' }],
    });
    expect(exitCode).toBe(1);
  });

  test.each([
    [
      'an error of a store',
      `throw Object.assign(new Error('The store is busy.'), { code: 'store-busy' });`,
      /The store is busy\./,
    ],
    ['what is no error', `throw 'no beans';`, /no beans\./],
    ['an error without an end', `const error = new Error('round'); error.cause = error; throw error;`, /round\./],
  ])('tells %s', async (_what, text, said) => {
    const run = await ended(text);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(said);
  });

  test('is refused with 2 for what is not kept there', async () => {
    const run = await ended(
      `throw Object.assign(new Error('No projection shop.Total is kept here.'), { code: 'invalid-use' });`,
    );
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/No projection shop\.Total is kept here/);
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });
});
