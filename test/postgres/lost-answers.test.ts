import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, type PostgresEventStore } from '../../runtime/src/stores/postgres/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { testDatabase } from '../support/postgres/database.js';
import { type Fault, type Proxy, startProxy } from '../support/postgres/proxy.js';

const database = testDatabase('18');
const samples = createSamples();

interface Scene {
  readonly store: PostgresEventStore;
  readonly proxy: Proxy;
  /** By a way of its own, past the proxy. */
  readonly direct: PostgresEventStore;
}

async function scene(
  given: { readonly outcomeTimeout?: number; readonly statementTimeout?: number } = {},
): Promise<Scene> {
  const proxy = await startProxy(database.url());
  const direct = await openPostgresStore(database.url());
  const store = await openPostgresStore({ connection: proxy.url(database.url()), statementTimeout: 400, ...given });
  onTestFinished(async () => {
    await store.close();
    await direct.close();
  });
  return { store, proxy, direct };
}

const append = 'append_v2';
/** As it stands in the message, so that it is not that of `READ COMMITTED`. */
const commit = 'COMMIT\0';

const neverArrived: readonly (readonly [string, Fault])[] = [
  ['cut before a byte has left', { when: append, forward: 0, ending: 'cut' }],
  ['cut within the statement', { when: append, forward: 150, ending: 'cut' }],
  ['silent before a byte has left', { when: append, forward: 0, ending: 'silence' }],
  ['silent within the statement', { when: append, forward: 20, ending: 'silence' }],
];

const done: readonly (readonly [string, Fault])[] = [
  ['cut before the answer', { when: append, reply: 0, ending: 'cut' }],
  ['cut within the answer', { when: append, reply: 7, ending: 'cut' }],
  ['silent before the answer', { when: append, reply: 0, ending: 'silence' }],
  ['silent within the answer', { when: append, reply: 12, ending: 'silence' }],
];

describe('an append whose connection fails', () => {
  test.each(neverArrived)('%s: it is sent again and stored once', async (_, fault) => {
    const { store, proxy, direct } = await scene();
    const streamName = samples.stream();
    proxy.plan(fault);
    const result = await store.append({ streamName, expected: 'no-stream', events: samples.events(3) });
    expect(proxy.struck).toBe(1);
    expect(result).toMatchObject({ kind: 'appended', firstPosition: 0, streamVersion: 3, deduplicated: false });
    expect((await direct.readStream(streamName)).streamVersion).toBe(3);
  });

  test.each(done)('%s: it is found to be stored, and not stored again', async (_, fault) => {
    const { store, proxy, direct } = await scene();
    for (const expected of ['any', 'stream-exists', { streamVersion: 1 }] as const) {
      const streamName = samples.stream();
      await direct.append({ streamName, expected: 'no-stream', events: samples.events(1) });
      const before = proxy.struck;
      proxy.plan(fault);
      const outcome = samples.outcome();
      const result = await store.append({ streamName, expected, events: samples.events(2), outcome });
      expect(proxy.struck).toBe(before + 1);
      expect(result).toMatchObject({ kind: 'appended', firstPosition: 1, streamVersion: 3, deduplicated: true });
      expect((await direct.readStream(streamName)).events.length).toBe(3);
      expect(await direct.findOutcome(outcome.key)).toEqual(outcome);
    }
  });

  test('a conflict whose answer is lost is a conflict when it is asked for again', async () => {
    const { store, proxy, direct } = await scene();
    const streamName = samples.stream();
    await direct.append({ streamName, expected: 'no-stream', events: samples.events(2) });
    proxy.plan({ when: append, reply: 0, ending: 'cut' });
    const result = await store.append({ streamName, expected: 'no-stream', events: samples.events(1) });
    expect(proxy.struck).toBe(1);
    expect(result).toEqual({ kind: 'conflict', streamVersion: 2 });
  });

  test('while the first attempt is still at work, it is waited for', async () => {
    const { store, proxy, direct } = await scene({ statementTimeout: 5_000 });
    const streamName = samples.stream();
    await direct.append({ streamName, expected: 'no-stream', events: samples.events(1) });
    let appending: Promise<unknown> = Promise.resolve();
    await direct.transact(async (unit) => {
      // Holds the stream, so that the append waits inside PostgreSQL, where its connection is cut.
      await unit.append({ streamName, expected: { streamVersion: 1 }, events: [] });
      proxy.plan({ when: append, ending: 'cut' });
      appending = store.append({ streamName, expected: 'any', events: samples.events(2) });
      await expect.poll(waiting).toBeGreaterThanOrEqual(2);
      expect(proxy.struck).toBe(1);
    });
    expect(await appending).toMatchObject({ kind: 'appended', firstPosition: 1, streamVersion: 3 });
    expect((await direct.readStream(streamName)).events.length).toBe(3);
  });

  test('when nobody answers any more the outcome is unknown, and later it can be found out', async () => {
    const { store, proxy, direct } = await scene({ outcomeTimeout: 500 });
    const request = { streamName: samples.stream(), expected: 'no-stream' as const, events: samples.events(2) };
    proxy.plan({ when: append, ending: 'block' });
    const appending = store.append(request);
    await expect(appending).rejects.toMatchObject({ code: 'outcome-unknown' });
    proxy.unblock();
    const again = await store.append(request);
    expect(again).toMatchObject({ kind: 'appended', firstPosition: 0, streamVersion: 2 });
    expect((await direct.readStream(request.streamName)).events.length).toBe(2);
  });

  test('when it could not even be sent, it failed and nothing is unknown', async () => {
    const { store, proxy, direct } = await scene();
    const streamName = samples.stream();
    proxy.block();
    // From here on the pool knows that its connection is gone.
    await expect(store.head()).rejects.toMatchObject({ code: 'store-unavailable' });
    const appending = store.append({ streamName, expected: 'no-stream', events: samples.events(1) });
    await expect(appending).rejects.toMatchObject({ code: 'store-unavailable' });
    expect((await direct.readStream(streamName)).state).toBe('absent');
  });

  test('aborting while the answer is awaited does not make a stored append look failed', async () => {
    const { store, proxy, direct } = await scene();
    const streamName = samples.stream();
    const controller = new AbortController();
    proxy.plan({ when: append, reply: 0, ending: 'silence' });
    const appending = store.append(
      { streamName, expected: 'no-stream', events: samples.events(1) },
      { signal: controller.signal },
    );
    await expect.poll(() => proxy.struck).toBe(1);
    controller.abort();
    expect(await appending).toMatchObject({ kind: 'appended', deduplicated: true });
    expect((await direct.readStream(streamName)).events.length).toBe(1);
  });
});

describe('other writes whose answer is lost', () => {
  test('closing a stream, recording an outcome and emptying the outbox are done once', async () => {
    const { store, proxy, direct } = await scene();
    const streamName = samples.stream();
    proxy.plan({ when: 'close_stream_v2', reply: 0, ending: 'cut' });
    expect(await store.deleteStream(streamName, 'any')).toMatchObject({ kind: 'appended' });
    const outcome = samples.outcome();
    proxy.plan({ when: 'record_outcome_v1', reply: 0, ending: 'cut' });
    expect(await store.recordOutcome(outcome)).toEqual(outcome);
    await direct.transact((unit) => unit.enqueue({ messageId: 'm', topic: 't', orderKey: '', payload: '1' }));
    proxy.plan({ when: 'outbox', reply: 0, ending: 'cut' });
    await store.removeFromOutbox(['m']);
    expect(proxy.struck).toBe(3);
    expect((await direct.readStream(streamName)).state).toBe('closed');
    expect(await direct.readOutbox(1)).toEqual([]);
  });
});

describe('reads', () => {
  test('are repeated when their connection fails', async () => {
    const { store, proxy, direct } = await scene();
    const streamName = samples.stream();
    await direct.append({ streamName, expected: 'no-stream', events: samples.events(3) });
    for (const ending of ['cut', 'silence'] as const) {
      proxy.plan({ when: 'varve', reply: 40, ending });
      expect((await store.readStream(streamName)).events.length).toBe(3);
      proxy.plan({ when: 'sequence_v1', reply: 0, ending });
      await direct.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
      expect(await store.head()).toBe(await direct.head());
    }
    expect(proxy.struck).toBe(4);
  });

  test('stop waiting as soon as they are aborted', async () => {
    const { store, proxy } = await scene({ statementTimeout: 60_000 });
    const controller = new AbortController();
    proxy.plan({ when: 'varve', reply: 0, ending: 'silence' });
    const reading = store.readLog({ signal: controller.signal });
    await expect.poll(() => proxy.struck).toBe(1);
    controller.abort('enough');
    await expect(reading).rejects.toMatchObject({ code: 'operation-aborted', cause: 'enough' });
  });
});

describe('a unit whose connection fails', () => {
  const work = (store: PostgresEventStore, streamName: ReturnType<typeof samples.stream>) =>
    store.transact(async (unit) => {
      await unit.append({ streamName, expected: 'no-stream', events: samples.events(2) });
      await unit.putDocument({ collection: 'c', key: streamName, data: '1' }, 0);
      return 'done';
    });

  test.each<readonly [string, Fault]>([
    ['cut before the answer to its commit', { when: commit, reply: 0, ending: 'cut' }],
    ['cut within the answer to its commit', { when: commit, reply: 6, ending: 'cut' }],
    ['silent before the answer to its commit', { when: commit, reply: 0, ending: 'silence' }],
  ])('%s: it is found to be stored', async (_, fault) => {
    const { store, proxy, direct } = await scene();
    const streamName = samples.stream();
    proxy.plan(fault);
    expect(await work(store, streamName)).toBe('done');
    expect(proxy.struck).toBe(1);
    expect((await direct.readStream(streamName)).events.length).toBe(2);
    expect(await direct.findDocument('c', streamName)).toMatchObject({ data: '1' });
  });

  test.each<readonly [string, Fault]>([
    ['cut before its commit has left', { when: commit, forward: 0, ending: 'cut' }],
    ['cut within its commit', { when: commit, forward: 9, ending: 'cut' }],
    ['cut before its append is answered', { when: append, reply: 0, ending: 'cut' }],
    ['cut within its second step', { when: 'documents', forward: 30, ending: 'cut' }],
  ])('%s: it is found not to be stored, and can be repeated', async (_, fault) => {
    const { store, proxy, direct } = await scene();
    const streamName = samples.stream();
    proxy.plan(fault);
    await expect(work(store, streamName)).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(proxy.struck).toBe(1);
    expect((await direct.readStream(streamName)).state).toBe('absent');
    expect(await work(store, streamName)).toBe('done');
  });

  test('when nobody answers any more its outcome is unknown', async () => {
    const { store, proxy } = await scene({ outcomeTimeout: 300 });
    proxy.plan({ when: commit, reply: 0, ending: 'silence' });
    const ended = work(store, samples.stream());
    await expect.poll(() => proxy.struck).toBe(1);
    proxy.block();
    await expect(ended).rejects.toMatchObject({ code: 'outcome-unknown' });
  });
});

/** Sessions that wait for a lock. */
async function waiting(): Promise<number> {
  const rows = await database.sql<{ count: string }>(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return Number(rows[0]?.count);
}
