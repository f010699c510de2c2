import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, type PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import { pgDriver } from '../../runtime/src/stores/postgres/pg-driver.js';
import type { AppendRequest } from '../../runtime/src/store/append.js';
import { codeOf } from '../../runtime/src/testing/contract/claims.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { type Fault, startProxy } from '../support/postgres/proxy.js';
import { changed } from './changed-driver.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');
const samples = createSamples();
const one = (): AppendRequest => ({ streamName: samples.stream(), expected: 'no-stream', events: samples.events(1) });

interface Scene {
  readonly store: PostgresEventStore;
  readonly pool: pg.Pool;
  /** How many appends each message had. */
  readonly messages: readonly number[];
}

/** @param isBroken whether each message fails when all its answers have come */
async function scene({ url = database.url(), isBroken = false } = {}): Promise<Scene> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  const messages: number[] = [];
  const driver = changed(pgDriver(pool, { prepare: true }), ({ runAll }) => ({
    async runAll(text, lists) {
      messages.push(lists.length);
      const { answers = [], failure } = (await runAll?.(text, lists)) ?? {};
      return { answers, failure: isBroken ? new Error('Connection terminated unexpectedly') : failure };
    },
  }));
  const store = await openPostgresStore({ connection: driver, schema: freshSchema() });
  onTestFinished(async () => {
    await store.close();
    await pool.end();
  });
  return { store, pool, messages };
}

describe('appends that a unit asks for at once', () => {
  test('go in one message, and in one for what comes behind another step', async () => {
    const { store, messages } = await scene();
    const document = { collection: 'carts', key: 'one', data: '{}' };
    await store.transact(async (unit) => {
      const before = Array.from({ length: 20 }, () => unit.append(one()));
      const between = unit.putDocument(document, 0);
      const behind = Array.from({ length: 70 }, () => unit.append(one()));
      await Promise.all([...before, between, ...behind]);
      await unit.append(one());
    });
    expect(messages).toEqual([20, 64, 6, 1]);
    expect((await store.readLog({ limit: 200 })).events).toHaveLength(91);
  });

  test('leave a connection as it was when one of them fails in the middle', async () => {
    const { store, pool, messages } = await scene();
    const closed = samples.stream();
    await store.deleteStream(closed, 'any');
    const toClosed: AppendRequest = { streamName: closed, expected: 'any', events: samples.events(1) };
    for (let round = 0; round < 4; round += 1) {
      const requests = [one(), one(), toClosed, one(), one()];
      let answers: readonly unknown[] = [];
      const unit = store.transact(async ({ append }) => {
        answers = await Promise.all(requests.map((request) => append(request).then(({ kind }) => kind, codeOf)));
      });
      await expect(unit).rejects.toMatchObject({ code: 'unit-poisoned' });
      expect(answers).toEqual(['appended', 'appended', 'stream-closed', 'unit-poisoned', 'unit-poisoned']);
    }
    expect(messages).toEqual([5, 5, 5, 5]);
    expect((await store.readLog()).events).toEqual([]);
    const { rows } = await pool.query('SELECT pg_current_xact_id_if_assigned() IS NULL AS fresh');
    expect(rows).toEqual([{ fresh: true }]);
    expect(pool.totalCount).toBeLessThanOrEqual(2);
  });

  test('are not sure when the connection breaks behind the last answer', async () => {
    const { store, messages } = await scene({ isBroken: true });
    let answers: readonly unknown[] = [];
    const unit = store.transact(async ({ append }) => {
      answers = await Promise.all([one(), one()].map((request) => append(request).then(({ kind }) => kind, codeOf)));
    });
    await expect(unit).rejects.toMatchObject({ code: 'unit-poisoned' });
    expect([answers, messages]).toEqual([['appended', 'store-unavailable'], [2]]);
    expect((await store.readLog()).events).toEqual([]);
  });

  const faults: readonly (readonly [string, Omit<Fault, 'when'>])[] = [
    ['cut before a byte has left', { forward: 0, ending: 'cut' }],
    ['cut in the middle of the message', { forward: 3_000, ending: 'cut' }],
    ['cut before the answer', { reply: 0, ending: 'cut' }],
    ['cut within the answers', { reply: 300, ending: 'cut' }],
  ];
  test.each(faults)('are not stored when their connection is %s', async (_, fault) => {
    const proxy = await startProxy(database.url());
    const { store } = await scene({ url: proxy.url(database.url()) });
    await store.append(one());
    const requests = Array.from({ length: 30 }, one);
    proxy.plan({ when: String(requests.at(-1)?.streamName), ...fault });
    const answers: unknown[] = [];
    const unit = store.transact(async ({ append }) => {
      answers.push(...(await Promise.all(requests.map((request) => append(request).then(({ kind }) => kind, codeOf)))));
    });
    await expect(unit).rejects.toMatchObject({ code: 'unit-poisoned' });
    expect(proxy.struck).toBe(1);
    const [failed] = answers.filter((answer) => answer !== 'appended');
    expect(failed).toBe('store-unavailable');
    expect(answers.at(-1)).toBe('unit-poisoned');
    expect((await store.readLog()).events).toHaveLength(1);
  });
});
