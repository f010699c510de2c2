import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore, type PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import { currentLayout } from '../../runtime/src/stores/postgres/layout/migrations.js';
import { allRows, openWith, orderRow, ordersView } from '../../runtime/src/testing/contract/cases/view-samples.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { stream } from '../faults/children/program.js';
import { testDatabase } from '../support/postgres/database.js';

const layout1 = readFileSync(new URL('layout-1.sql', import.meta.url), 'utf8');
const samples = createSamples();

/** What a process of the release before sends, word for word: it goes on doing so while others are of this release. */
const former = {
  append: `SELECT * FROM varve.append_v1($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
  close: 'SELECT verdict, version_now, version_now, at FROM varve.close_stream_v1($1, $2, $3, $4)',
  read: `SELECT s.stream_version, s.closed_at IS NOT NULL, e.position, e.data FROM varve.streams s
    LEFT JOIN varve.events e ON e.stream_key = s.stream_key AND e.position >= 0 WHERE s.stream_name = $1`,
  putDocument: `INSERT INTO varve.documents AS d (collection, key, revision, data) VALUES ($1, $2, 1, $3)
    ON CONFLICT (collection, key) DO UPDATE SET revision = d.revision + 1, data = excluded.data WHERE d.data IS NULL
    RETURNING revision`,
  enqueue: `INSERT INTO varve.outbox (message_id, topic, order_key, payload) VALUES ($1, $2, $3, $4)
    ON CONFLICT ON CONSTRAINT outbox_message_id DO NOTHING RETURNING message_id`,
  saveCheckpoint: `INSERT INTO varve.checkpoints AS c (name, log_id, log_position, event_id, epoch)
    VALUES ($1, $2, $3, $4, $5::bigint) ON CONFLICT (name) DO UPDATE SET log_id = excluded.log_id,
      log_position = excluded.log_position, event_id = excluded.event_id, epoch = excluded.epoch
      WHERE excluded.epoch >= c.epoch RETURNING c.name`,
  saveSnapshot: `INSERT INTO varve.snapshots (stream_name, state_hash, stream_version, event_id, data)
    VALUES ($1, $2, $3::bigint, $4, $5) ON CONFLICT (stream_name, state_hash) DO UPDATE SET
      stream_version = excluded.stream_version, event_id = excluded.event_id, data = excluded.data`,
  acquireLease: 'SELECT acquired, owner, epoch, expires_at FROM varve.acquire_lease_v1($1, $2, $3, $4)',
  park: `INSERT INTO varve.parked_events (processor, event_id, stream_name, position, log_position, reason)
    VALUES ($1, $2, $3, $4::bigint, $5, $6) ON CONFLICT ON CONSTRAINT parked_events_event DO UPDATE SET
      reason = excluded.reason`,
} as const;

function appended(streamName: string, wanted: number, eventId: string): unknown[] {
  const event = [`{${eventId}}`, '{bank.Deposited}', '{1}', '{"{}"}', '{"{}"}'];
  return [streamName, 'account', wanted, ...event, '{}', '{}', '{}', null, false, false, '10000'];
}

describe.each(['13', '18'] as const)('tables of layout 1, on PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  let before: pg.Pool;
  let store: PostgresEventStore;
  beforeAll(async () => {
    await database.sql(layout1);
    before = new pg.Pool({ connectionString: database.url(), max: 3 });
    // Its connections have prepared plans, as those of a process that has been at work for long.
    await before.query({ name: 'read', text: former.read, values: ['account-1'] });
    store = await openPostgresStore(database.url());
  });
  afterAll(async () => {
    await before.end();
    await store.close();
  });

  const ask = async (text: string, values: unknown[]) => (await before.query({ text, values, rowMode: 'array' })).rows;

  const verdict = async (streamName: string, wanted: number, eventId: string) =>
    (await ask(former.append, appended(streamName, wanted, eventId))).flatMap((row: unknown[]) => row.slice(0, 3));

  test('open with everything that lies in them', async () => {
    expect(await store.logId()).toBe('2b1d3c52-8f10-4f5e-9c35-0c9f0e6f0b11');
    const { events } = await store.readLog();
    expect(events.map(({ data, tenant }) => [data, tenant])).toEqual([
      ['{"n":1}', undefined],
      ['{"n":2}', undefined],
      ['{"n":4}', undefined],
    ]);
    expect(await store.readStream(stream('account-2'))).toMatchObject({ state: 'closed', streamVersion: 1 });
    expect(await store.findOutcome({ tenant: '', context: 'bank', commandId: 'command-1' })).toBeDefined();
    expect(await store.findDocument('orders', 'k')).toMatchObject({ revision: 3 });
    expect(await store.readOutbox(9)).toEqual([{ messageId: 'm', topic: 't', orderKey: '', payload: '{}' }]);
    expect(await store.findCheckpoint('reader')).toMatchObject({ epoch: 4 });
    expect(await store.findSnapshot(stream('account-1'), 'h')).toMatchObject({ streamVersion: 2 });
    expect(await store.findLease('mailer')).toMatchObject({ owner: 'process-1', epoch: 1 });
    expect(await store.readParked('p')).toMatchObject([{ reason: 'odd' }]);
    expect(await database.sql('SELECT layout, least_layout, tenants FROM varve.log')).toEqual([
      { layout: currentLayout, least_layout: 1, tenants: false },
    ]);
  });

  test('are written by processes of the release before and of this one together', async () => {
    const [first, second] = [samples.eventId(), samples.eventId()];
    expect(await verdict('account-1', 3, first)).toEqual(['appended', '3', '4']);
    const now = await store.append({
      streamName: stream('account-1'),
      expected: { streamVersion: 4 },
      events: [samples.event({ eventId: second })],
    });
    expect(now).toMatchObject({ kind: 'appended', streamVersion: 5 });
    expect(await verdict('account-1', 3, first)).toEqual(['replayed', '3', '4']);
    expect(await verdict('account-1', 3, samples.eventId())).toEqual(['conflict', null, '5']);
    await expect(ask(former.append, appended('account-9', 0, second))).rejects.toMatchObject({ code: 'VR003' });
    expect((await before.query({ name: 'read', text: former.read, values: ['account-1'] })).rowCount).toBe(5);

    const writes: readonly (readonly [string, unknown[]])[] = [
      [former.putDocument, ['orders', 'new', '1']],
      [former.enqueue, ['m-2', 't', '', '{}']],
      [former.saveCheckpoint, ['reader', 'l', '3', first, '5']],
      [former.saveSnapshot, ['account-1', 'h', '3', first, '{"n":3}']],
      [former.acquireLease, ['other', 'process-1', 1_000, '10000']],
      [former.park, ['p', first, 'account-1', '3', '4', 'odd']],
      [former.close, ['account-7', 'account', 0, '10000']],
    ];
    // Twice, since a key that is taken goes another way.
    for (const [text, values] of [...writes, ...writes]) await expect(ask(text, values), text).resolves.toBeDefined();
    await store.transact(async (unit) => {
      await unit.putDocument({ collection: 'orders', key: 'new', data: '2' }, 1);
      await unit.saveCheckpoint({ name: 'reader', logId: 'l', logPosition: '4', eventId: second, epoch: 6 });
      await unit.saveSnapshot({
        streamName: stream('account-1'),
        stateHash: 'h',
        streamVersion: 4,
        eventId: second,
        data: '4',
      });
    });
    expect(await ask(former.saveCheckpoint, ['reader', 'l', '3', first, '5'])).toEqual([]);
    expect((await store.readOutbox(9)).length).toBe(2);
  });

  test('make room for tenants before the first of them writes, and then have the keys of new ones', async () => {
    const acme = store.forTenant('acme');
    expect((await acme.readStream(stream('account-1'))).state).toBe('absent');
    expect(await database.sql('SELECT tenants FROM varve.log')).toEqual([{ tenants: false }]);
    // Several at once, over stores of their own.
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(database.url())));
    const results = await Promise.all(
      stores.map((each, index) =>
        each
          .forTenant(`t-${index}`)
          .append({ streamName: stream('account-1'), expected: 'no-stream', events: samples.events(1) }),
      ),
    );
    expect(results.map(({ kind }) => kind)).toEqual(results.map(() => 'appended'));
    for (const each of stores) await each.close();
    await acme.transact((unit) => unit.putDocument({ collection: 'orders', key: 'k', data: '"acme"' }, 0));
    expect(await store.findDocument('orders', 'k')).toMatchObject({ revision: 3 });
    expect(await database.sql('SELECT tenants, least_layout FROM varve.log')).toEqual([
      { tenants: true, least_layout: 2 },
    ]);
    // What a release before still has at work goes on for nobody's streams.
    expect(await verdict('account-1', 5, samples.eventId())).toEqual(['appended', '5', '6']);
    expect((await store.readStream(stream('account-1'))).streamVersion).toBe(6);
    expect((await store.forTenant('t-0').readStream(stream('account-1'))).streamVersion).toBe(1);
  });

  test('differ in nothing from new ones afterwards', async () => {
    await (await openPostgresStore({ connection: database.url(), schema: 'fresh' })).close();
    const described = async (schema: string): Promise<readonly string[]> => {
      const queries = [
        `SELECT table_name, column_name, data_type, column_default, is_nullable, collation_name FROM information_schema.columns
          WHERE table_schema = $1 ORDER BY 1, 2`,
        `SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
          WHERE c.connamespace = $1::regnamespace ORDER BY 1, 2`,
        'SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = $1 ORDER BY 1',
        `SELECT t.tgrelid::regclass::text, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
          WHERE c.relnamespace = $1::regnamespace AND NOT t.tgisinternal ORDER BY 1, 2`,
        `SELECT p.oid::regprocedure::text, p.prosrc, p.prosecdef FROM pg_proc p WHERE p.pronamespace = $1::regnamespace ORDER BY 1`,
        'SELECT viewname, definition FROM pg_views WHERE schemaname = $1 ORDER BY 1',
        'SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies WHERE schemaname = $1 ORDER BY 1, 2',
      ];
      const rows = await Promise.all(queries.map((text) => database.sql(text, [schema])));
      return rows.flat().map((row) =>
        JSON.stringify(row)
          .replaceAll(/varve\.(tenant|unfenced)/g, 'setting $1')
          .replaceAll(new RegExp(`(?<!\\w)(\\\\")?${schema}\\1\\.`, 'g'), 's.')
          .replaceAll(/(?:\\n|\s)+/g, ' '),
      );
    };
    const [taken, fresh] = [await described('varve'), await described('fresh')];
    expect(taken.filter((line) => !fresh.includes(line))).toEqual([]);
    expect(taken.length).toBe(fresh.length);
  });

  test('take views in afterwards, each tenant’s rows apart', async () => {
    const view = ordersView();
    await openWith(store, view, [orderRow('1', 3)]);
    await openWith(store.forTenant('acme'), view, [orderRow('1', 4)]);
    await store.transact((unit) => unit.serveView(view));
    expect(await store.queryRows(view, allRows)).toEqual([orderRow('1', 3)]);
    expect(await store.forTenant('acme').queryRows(view, allRows)).toEqual([orderRow('1', 4)]);
    expect(await database.sql('SELECT "orderId", count FROM varve.shop_order_list ORDER BY count')).toEqual([
      { orderId: '1', count: '3' },
      { orderId: '1', count: '4' },
    ]);
  });
});
