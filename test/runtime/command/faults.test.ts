import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createUuidV7 } from '../../../runtime/src/message/uuid.js';
import { abortable } from '../../../runtime/src/testing/contract/samples.js';
import { fixedClock } from '../../../runtime/src/testing/fixed-sources.js';
import { type Fault, faultyStore } from './faulty-store.js';
import { cancelling, failure, orderId, orderingKit, otherId, placing, storedTypes } from './ordering-kit.js';

const chance = { milliseconds: () => 1, randomBytes: (count: number) => new Uint8Array(count).fill(7) };

function faultyKit(faults: readonly Fault[], options: Parameters<typeof orderingKit>[0] = {}) {
  let sent: readonly unknown[] = [];
  const kit = orderingKit({
    ...options,
    around(store: FullEventStore) {
      const faulty = faultyStore(store, faults);
      ({ sent } = faulty);
      return faulty.store;
    },
  });
  return { ...kit, sent: () => sent };
}

describe('a conflict', () => {
  test('is decided again on what is there now, after a pause that doubles', async () => {
    const { ordering, pauses } = faultyKit(['conflict', 'conflict', 'conflict']);
    expect(await ordering.order.placeOrder(placing)).toMatchObject({ kind: 'accepted', deduplicated: false });
    expect(pauses).toEqual([5, 10, 20]);
  });

  test('that outlasts the attempts is thrown, and says how it stood', async () => {
    const { ordering, store, pauses } = faultyKit(['conflict', 'conflict', 'conflict'], { attempts: 3 });
    const error = await failure('wrong-expected-version', ordering.order.placeOrder(placing, { commandId: 'a' }));
    expect(error).toMatchObject({ streamName: `ordering.order-${orderId}`, expected: 0, actual: 77, attempts: 3 });
    expect(pauses).toHaveLength(2);
    expect(await storedTypes(store)).toEqual([]);
    expect(await store.findOutcome({ tenant: '', context: 'ordering', commandId: 'a' })).toBeUndefined();
  });

  test('leaves the command to the state that won', async () => {
    const { ordering: rival, store } = orderingKit({ newId: createUuidV7(chance) });
    const { ordering } = orderingKit({
      store: {
        ...store,
        async append(request) {
          await rival.order.placeOrder(placing);
          return store.append(request);
        },
      },
    });
    const late = await ordering.order.placeOrder({ ...placing, customerId: orderId });
    expect(late).toMatchObject({ kind: 'rejected', streamVersion: 1, deduplicated: false });
    expect(await storedTypes(store)).toEqual(['ordering.OrderPlaced']);
  });
});

describe('a busy store', () => {
  test('is tried again', async () => {
    const { ordering, store, pauses } = faultyKit(['busy', 'busy']);
    expect(await ordering.order.placeOrder(placing, { commandId: 'a' })).toMatchObject({
      kind: 'accepted',
      deduplicated: false,
    });
    expect(pauses).toHaveLength(2);
    expect(await storedTypes(store)).toHaveLength(1);
  });

  test('that stays busy is said to be busy', async () => {
    const { ordering } = faultyKit(['busy', 'busy'], { attempts: 2 });
    await failure('store-busy', ordering.order.placeOrder(placing));
  });

  test('is tried again for an outcome without events', async () => {
    const { ordering, store } = faultyKit(['busy']);
    await ordering.order.cancelOrder(cancelling, { commandId: 'a' });
    expect(await store.findOutcome({ tenant: '', context: 'ordering', commandId: 'a' })).toMatchObject({
      kind: 'nothing',
    });
  });
});

describe('an unknown outcome', () => {
  test.each<[string, readonly Fault[]]>([
    ['was stored', ['unheard']],
    ['was not stored', ['lost']],
    ['was stored at the third try', ['lost', 'lost', 'unheard', 'lost']],
  ])('is resolved by its event ids when it %s', async (_what, faults) => {
    for (const options of [{}, { commandId: 'a' }]) {
      const { ordering, store } = faultyKit(faults);
      const outcome = await ordering.order.placeOrder(placing, options);
      expect(outcome).toMatchObject({ kind: 'accepted', streamVersion: 1, deduplicated: false });
      expect(outcome.events).toHaveLength(1);
      expect(await storedTypes(store)).toEqual(['ordering.OrderPlaced']);
    }
  });

  test.each<[string, readonly Fault[]]>([
    ['stored', ['unheard']],
    ['not stored', ['lost']],
  ])('of a rejection is resolved by its key when it was %s', async (_what, faults) => {
    const { ordering } = faultyKit(faults);
    const empty = { ...placing, lines: [] };
    expect(await ordering.order.placeOrder(empty, { commandId: 'a' })).toMatchObject({
      kind: 'rejected',
      deduplicated: false,
    });
    expect(await ordering.order.placeOrder(empty, { commandId: 'a' })).toMatchObject({
      kind: 'rejected',
      deduplicated: true,
    });
  });

  test('that stays unknown is thrown as such', async () => {
    const { ordering } = faultyKit(['lost', 'lost', 'lost', 'lost'], { attempts: 2 });
    await failure('outcome-unknown', ordering.order.placeOrder(placing));
  });

  test('is never sent again with the signal: from then on it is being made sure of', async () => {
    const { signal, abort } = abortable();
    const { ordering, sent } = faultyKit(['unheard'], { sleep: async () => abort('too late') });
    expect(await ordering.order.placeOrder(placing, { signal })).toMatchObject({ kind: 'accepted' });
    expect(sent()).toEqual([{ signal }, undefined]);
  });

  test('followed by a conflict means that somebody else was there first', async () => {
    const { ordering, store } = faultyKit(['lost', 'conflict', 'none']);
    expect(await ordering.order.placeOrder(placing)).toMatchObject({ kind: 'accepted', deduplicated: false });
    expect(await storedTypes(store)).toHaveLength(1);
  });
});

describe('giving up', () => {
  test('before anything is sent stores nothing', async () => {
    const { signal, abort } = abortable();
    abort('enough');
    const { ordering, store } = orderingKit();
    const error = await failure('operation-aborted', ordering.order.placeOrder(placing, { signal }));
    expect(error.cause).toBe('enough');
    expect(await storedTypes(store)).toEqual([]);
  });

  test('between two attempts ends them', async () => {
    const { signal, abort } = abortable();
    const { ordering } = faultyKit(['conflict'], { sleep: async () => abort('enough') });
    await failure('operation-aborted', ordering.order.placeOrder(placing, { signal }));
  });

  test('happens by itself once the deadline has passed', async () => {
    const now = fixedClock('2026-01-01T00:00:00Z');
    const sleep = async (): Promise<void> => now.set('2026-01-01T00:00:00.002Z');
    const { ordering } = faultyKit(['conflict'], { now, sleep });
    const deadline = '2026-01-01T00:00:00.001Z';
    const error = await failure('deadline-passed', ordering.order.placeOrder(placing, { deadline }));
    expect(error.deadline).toBe(deadline);
    const { ordering: other } = orderingKit();
    expect(await other.order.placeOrder(placing, { deadline: '2026-01-01T00:00:00.000Z' })).toMatchObject({
      kind: 'accepted',
    });
    await failure('invalid-use', other.order.cancelOrder({ ...cancelling, orderId: otherId }, { deadline: 'soon' }));
  });
});

test('a closed store, or stream, says so', async () => {
  const { ordering, store } = orderingKit();
  await ordering.order.placeOrder(placing);
  const [placed] = (await store.readLog()).events;
  if (placed !== undefined) await store.deleteStream(placed.streamName, 'any');
  await failure('stream-closed', ordering.order.cancelOrder(cancelling));
  await store.close();
  await failure('store-closed', ordering.order.load(orderId));
});
