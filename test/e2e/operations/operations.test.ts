import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openShop } from '../../../examples/ordering/src/app.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { openPostgresStore } from '../../../runtime/src/stores/postgres/index.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { type Cluster, startCluster } from '../../support/postgres/cluster.js';
import { hasTerminal, onTerminal, type TerminalRun } from '../on-terminal.js';
import { bin, finished, type Run } from '../project.js';
import { compileExample } from './compiled-example.js';
import { type Fields, type Group, linesOf } from './lines-of-json.js';
import { event, known, seedPostgres, seedSqlite } from './seeded-store.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-operations-'));
afterAll(() => rmSync(folder, { recursive: true }));
const app = join(folder, 'application.js');
beforeAll(() => compileExample(folder));

const stores = { sqlite: openSqliteStore, postgres: openPostgresStore };

describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  let cluster: Cluster | undefined;
  let store = join(folder, 'seeded.db');
  beforeAll(async () => {
    if (kind === 'sqlite') return seedSqlite(store);
    cluster = await startCluster('18');
    store = cluster.url();
    return seedPostgres(store);
  });
  afterAll(() => cluster?.stop());

  const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], STORE: store, VARVE_STORE: store, ...environment },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  const varve = (...args: readonly string[]): Promise<Run> => finished(start([...args, '--store', 'env:STORE']));
  const lines = async (group: Group, ...args: readonly string[]): Promise<readonly Fields[]> =>
    linesOf(group, await varve(group, ...args, '--json'));
  async function withOpen<T>(work: (opened: FullEventStore) => Promise<T>): Promise<T> {
    const opened = await stores[kind](store);
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  }

  describe('streams', () => {
    test('are listed with their versions, times and states, by category and by what they begin with', async () => {
      const all = await lines('streams', 'list', '--limit', '1000');
      const named = new Map(all.map((each) => [[each['tenant'], each['streamName']].join('/'), each]));
      expect(named.get(`/${known.order}`)).toMatchObject({ streamVersion: 6, state: 'open', archivedBefore: 0 });
      expect(named.get(`/${known.deleted}`)).toMatchObject({ streamVersion: 1, state: 'deleted' });
      expect(named.get(`/${known.archived}`)).toMatchObject({ state: 'archived', archivedBefore: 1 });
      expect(named.get(`acme/${known.shared}`)).toMatchObject({ streamVersion: 1 });
      const prefixed = await lines('streams', 'list', '--prefix', 'ordering.order-e');
      expect(prefixed.map(({ streamName }) => streamName)).toEqual([known.evil]);
      const [first] = await lines('streams', 'list', '--category', 'shared', '--limit', '1');
      expect(first).toMatchObject({ streamName: known.shared });
      const [next] = await lines('streams', 'list', '--after', `/${known.shared}`, '--category', 'shared');
      expect(next).toMatchObject({ streamName: known.shared, tenant: 'acme' });
      const own = await lines('streams', 'list', '--tenant', 'acme');
      expect(own.map(({ streamName, tenant }) => [streamName, tenant])).toEqual([[known.shared, undefined]]);
    });

    test('are aligned for people, and it is said where the list goes on', async () => {
      const { stdout, stderr } = await varve('streams', 'list', '--category', 'ordering.order', '--limit', '2');
      const [titles = '', ...rows] = stdout.trimEnd().split('\n');
      expect(rows).toHaveLength(2);
      for (const row of rows) expect(row.indexOf('open')).toBe(titles.indexOf('STATE'));
      const [, after = ''] = /more with --after "(.*)"\n$/.exec(stderr) ?? [];
      expect(rows[1]).toContain(after);
    });

    test('show their events as the code of today reads them, and as they are stored', async () => {
      const today = await lines('streams', 'show', known.order);
      expect(today.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5]);
      expect(today[5]).toMatchObject({
        type: 'ordering.OrderDelivered',
        today: { kind: 'read', events: [{ type: 'ordering.OrderArrived' }, { type: 'ordering.ReceiptSigned' }] },
      });
      const shown = await varve('streams', 'show', known.order, '--from', '3', '--to', '4');
      expect(shown.stdout).toMatch(
        /VERSION.*\n +3 .*ordering\.PaymentReceived v1→3.*\n +4 .*ordering\.OrderPaid v1 .*\n$/,
      );
      const stored = await lines('streams', 'show', known.order, '--raw');
      expect(stored.every((each) => !('today' in each))).toBe(true);
      expect((await varve('streams', 'show', known.order, '--raw', '--limit', '1')).stdout).toContain(
        'OrderPlaced v1 ',
      );
    });
  });

  describe('events', () => {
    test('are listed by type, whatever it was called, by category, time and conversation, page by page', async () => {
      const placed = await lines('events', 'list', '--type', 'ordering.OrderPlaced', '--limit', '1000');
      const names = new Set(placed.map(({ type }) => type));
      expect([...names].every((name) => ['ordering.OrderPlaced', 'ordering.OrderCreated'].includes(String(name)))).toBe(
        true,
      );
      const page = await varve('events', 'list', '--limit', '3', '--json');
      const [, after = ''] = /more with --after (\d+)\n/.exec(page.stderr) ?? [];
      const [next] = await lines('events', 'list', '--after', after, '--limit', '1');
      expect(Number(next?.['logPosition'])).toBe(Number(after) + 1);
      const talk = await lines('events', 'list', '--correlation', known.correlation);
      expect(talk.map(({ streamName }) => streamName)).toContain(known.order);
      expect(await lines('events', 'list', '--category', 'kept')).toHaveLength(1);
      expect(await lines('events', 'list', '--category', 'gone')).toEqual([]);
      if (kind === 'sqlite') {
        const day = await lines('events', 'list', '--since', '2026-03-02T09:00:00Z', '--until', '2026-03-02T09:30:00Z');
        expect(day.length).toBeGreaterThan(3);
        expect(day.every(({ recordedAt }) => String(recordedAt).startsWith('2026-03-02T09:'))).toBe(true);
      }
      expect((await lines('events', 'list', '--since', '1h', '--category', 'shared')).length).toBe(2);
    });

    test('one is shown by its id: with all digits, cut, of a deleted stream, of a tenant', async () => {
      const { stdout: huge } = await varve('events', 'show', known.huge, '--json');
      expect(huge).toContain('"exact":12345678901234567890.10');
      const cut = await varve('events', 'show', known.huge);
      expect(cut.stdout.length).toBeLessThan(10_000);
      expect(cut.stdout).toMatch(/x… \(cut: 1000 thousand characters in all, --full shows them\)/);
      expect((await varve('events', 'show', known.huge, '--full')).stdout.length).toBeGreaterThan(1_000_000);
      expect((await varve('events', 'show', known.deletedEvent)).stdout).toMatch(
        /log +not shown: its stream was deleted/,
      );
      const [acmes] = await lines('events', 'show', known.acmes);
      expect(acmes).toMatchObject({ tenant: 'acme', streamName: known.shared, today: { kind: 'foreign' } });
    });

    test('that cannot be read are shown as they are stored, with the reason, and end nothing', async () => {
      const shown = await lines('streams', 'show', known.evil);
      expect(shown).toHaveLength(5);
      expect(shown[0]).toMatchObject({
        today: { kind: 'unreadable', code: 'undecodable-event' },
        data: { channel: expect.any(String) },
      });
      expect(shown[1]).toMatchObject({
        today: { kind: 'unreadable', code: 'unknown-event-type' },
        dataText: expect.any(String),
      });
      expect(shown[2]).toMatchObject({ today: { kind: 'foreign' } });
    });

    test('tail tells each event once, and ends with 0 at a signal', async () => {
      const child = start([
        'events',
        'tail',
        '--store',
        'env:STORE',
        '--every',
        '20',
        '--json',
        '--category',
        'followed',
      ]);
      let told = '';
      child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
      let printed = '';
      child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
      const run = finished(child);
      await expect.poll(() => told, { timeout: 30_000 }).toMatch(/following from \d+/);
      const ids = await withOpen(async (opened) => {
        const appended: string[] = [];
        for (let batch = 0; batch < 30; batch += 1) {
          const events = Array.from({ length: (batch % 3) + 1 }, () => event({}));
          const streamName = known.order.replace(
            /^ordering\.order-.*/,
            `followed-${String(batch % 5)}`,
          ) as typeof known.order;
          await opened.append({ streamName, expected: 'any', events });
          appended.push(...events.map(({ eventId }) => eventId));
        }
        return appended;
      });
      await expect.poll(() => printed.split('\n').length - 1, { timeout: 30_000 }).toBe(ids.length);
      child.kill('SIGINT');
      const ended = await run;
      const lined = linesOf('events', ended).map(({ eventId }) => eventId);
      expect(lined).toEqual(ids);
    });

    test('are drawn as a tree of commands and events, circles and missing causes included', async () => {
      const drawn = await varve('events', 'tree', known.correlation);
      expect(drawn.stdout).toMatch(/^command first-release-15\n└─ ordering\.OrderPlaced v1→3 {2}ordering\.order-/);
      const circle = await lines('events', 'tree', 'circle');
      expect(circle).toHaveLength(2);
      expect(circle[0]).toMatchObject({ kind: 'event', depth: 0, isCyclic: true });
      expect(circle[1]).toMatchObject({ depth: 1, parent: circle[0]?.['id'] });
      const evil = await lines('events', 'tree', 'evil');
      expect(evil[0]).toMatchObject({ kind: 'missing', id: 'evil', depth: 0 });
      expect(await varve('events', 'tree', 'nobody')).toMatchObject({ exitCode: 2, stdout: '' });
    });
  });

  describe('what follows the log', () => {
    test('is listed with its checkpoint, lease and lag', async () => {
      const [mailer, stranger] = await lines('processors', 'list');
      expect(mailer).toMatchObject({
        ...{ kind: 'processor', name: 'mailer', logPosition: '9', parked: 2, parkedStreams: 1 },
        lease: { owner: 'machine-1', epoch: 1, isHeld: true },
        behind: expect.any(Number),
      });
      expect(stranger).toMatchObject({ name: 'stranger', isOfAnotherLog: true });
      const { stdout } = await varve('processors', 'show', 'mailer');
      expect(stdout).toMatch(/lease +held by machine-1 until 20/);
      expect(stdout).toMatch(/parked +2 events of 1 streams/);
      expect((await varve('processors', 'show', 'stranger')).stdout).toContain('its checkpoint is of another log');
    });

    test('a checkpoint that nobody uses any more is discarded, and one that is held is not', async () => {
      const held = await varve('processors', 'discard', 'mailer', '--yes');
      expect(held).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('machine-1 runs mailer') });
      const args = ['processors', 'discard', 'stranger'];
      expect((await varve(...args, '--dry-run')).stderr).toContain('would discard the checkpoint of stranger');
      expect(await varve(...args, '--yes')).toMatchObject({ exitCode: 0 });
      expect((await lines('processors', 'list')).map(({ name }) => name)).toEqual(['mailer']);
    });

    test('parked events are shown with their reason, and given up only when somebody says so', async () => {
      const parked = await lines('parked', 'list');
      expect(parked.map(({ eventId }) => eventId)).toEqual([known.parked, known.noJson]);
      const [shown] = await lines('parked', 'show', known.parked);
      expect(shown).toMatchObject({
        processor: 'mailer',
        event: { type: 'ordering.OrderPlaced', today: { kind: 'unreadable' } },
      });
      const args = ['parked', 'discard', 'mailer', '--event', known.noJson];
      const asked = await varve(...args);
      expect(asked).toMatchObject({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringMatching(/1 event that mailer has parked.*--yes/),
      });
      expect((await varve(...args, '--dry-run')).stderr).toContain('would discard 1 event');
      expect(await lines('parked', 'list')).toHaveLength(2);
      expect(await varve(...args, '--yes')).toMatchObject({
        exitCode: 0,
        stderr: expect.stringContaining('discarded 1 event'),
      });
      expect((await lines('parked', 'list')).map(({ eventId }) => eventId)).toEqual([known.parked]);
      expect(await varve(...args, '--yes')).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('has parked no such event'),
      });
    });

    test('projections are listed by generation, and their parked events replayed by the application', async () => {
      const rebuilt = await finished(start(['projections', 'rebuild', 'ordering.OrderSummary', '--app', app]));
      expect(rebuilt, rebuilt.stderr).toMatchObject({ exitCode: 1 });
      const [summary] = await lines('projections', 'list', '--app', app);
      expect(summary).toMatchObject({
        name: 'ordering.OrderSummary',
        state: 'serving',
        run: 'async',
        isOwn: true,
        parked: 1,
      });
      const refused = await varve(
        'projections',
        'discard',
        'ordering.OrderSummary',
        String(summary?.['hash']),
        '--yes',
      );
      expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('serves') });
      const replayed = await finished(start(['parked', 'replay', 'ordering.OrderSummary', '--app', app, '--json']));
      expect(replayed.exitCode, replayed.stderr).toBe(1);
      expect(JSON.parse(replayed.stdout)).toMatchObject({ command: 'parked replay', handled: 0, left: 1, exitCode: 1 });
      const shown = await varve('projections', 'show', 'ordering.OrderSummary');
      expect(shown.stdout).toMatch(/serving[\s\S]*projection:ordering\.OrderSummary@[0-9a-f]+ .*parked/);
    });

    test('events that a mistake parked are handled, in their order, once it is mended', async () => {
      const moody = ['--app', join(folder, 'moody-application.js')];
      const running = start(['run', ...moody], { MOODY: 'yes' });
      const orderId = crypto.randomUUID();
      await withOpen(async (opened) => {
        const { order } = openShop(opened);
        const unitPrice = { amount: '12.50', currency: 'EUR' } as const;
        const destination = { name: 'Ada', street: 'Harbour Lane', houseNumber: '3', postalCode: '20457' };
        await order.placeOrder({
          orderId,
          customerId: crypto.randomUUID(),
          lines: [{ sku: 'MUG-1', quantity: 2, unitPrice }],
          destination: { ...destination, city: 'Hamburg', country: 'DE' },
        });
        await order.cancelOrder({ orderId, reason: 'changed my mind' });
      });
      const streamName = `ordering.order-${orderId}`;
      const parked = async (): Promise<readonly unknown[]> =>
        (await lines('parked', 'list')).filter((each) => each['streamName'] === streamName);
      await expect.poll(parked, { timeout: 30_000, interval: 500 }).toHaveLength(2);
      running.kill('SIGINT');
      await finished(running);
      const replay = (environment: Readonly<Record<string, string>>): Promise<Run> =>
        finished(start(['parked', 'replay', 'ordering.OrderSummary', ...moody, '--json'], environment));
      expect(JSON.parse((await replay({ MOODY: 'yes' })).stdout)).toMatchObject({ handled: 0, left: 2, exitCode: 1 });
      // Two streams; the one with the event that cannot be read stays.
      expect(JSON.parse((await replay({})).stdout)).toMatchObject({ handled: 2, left: 1, exitCode: 1 });
      expect(await parked()).toEqual([]);
      await withOpen(async (opened) => {
        expect((await openShop(opened).projections.orderSummary.find({ orderId }))?.status).toBe('cancelled');
      });
    });

    test('snapshots are listed without their data, shown with it, and discarded', async () => {
      const listed = await lines('snapshots', 'list');
      expect(listed).toHaveLength(2);
      expect(listed[0]).toMatchObject({ streamName: known.order, streamVersion: 1, bytes: 10 });
      const { stdout } = await varve('snapshots', 'show', known.order, '--json');
      expect(stdout).toContain('"data":{"n":1.50}');
      expect(await varve('snapshots', 'discard')).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('or say --all'),
      });
      expect((await varve('snapshots', 'discard', '--all', '--dry-run')).stderr).toContain('2 snapshots of 2 streams');
      expect(await varve('snapshots', 'discard', known.order, '--yes')).toMatchObject({ exitCode: 0 });
      expect((await lines('snapshots', 'list')).map(({ streamName }) => streamName)).toEqual([known.evil]);
    });

    test.skipIf(!hasTerminal)('on a terminal discarding is asked for, and done for a yes alone', async () => {
      const left = async (): Promise<number> => (await lines('snapshots', 'list')).length;
      const answer = (typed: string): TerminalRun =>
        onTerminal({
          args: ['snapshots', 'discard', '--all', '--store', 'env:STORE'],
          ...{ cwd: folder, env: { STORE: store } },
          talk: [['Discard 1 snapshot of 1 stream?', typed]],
        });
      for (const typed of ['n', '\r', '\u0003']) {
        const { exitCode, missed, said } = answer(typed);
        expect([exitCode, missed], said).toEqual([0, null]);
        expect(said).toContain('nothing was discarded');
        expect(await left()).toBe(1);
      }
      expect(answer('y')).toMatchObject({
        exitCode: 0,
        missed: null,
        said: expect.stringContaining('discarded 1 snapshot'),
      });
      expect(await left()).toBe(0);
    });
  });
});
