import { describe, expect, test } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import type { CommandStore } from '../../../runtime/src/command/context.js';
import type { Middleware } from '../../../runtime/src/command/middleware.js';
import { fixedClock, sequentialIds } from '../../../runtime/src/testing/fixed-sources.js';
import { createOrdering } from '../sample/ordering/ordering.js';
import { orderDecider } from '../sample/src/order.decider.js';
import { Shipment } from '../sample/src/shipment.aggregate.js';
import { cancelling, failure, orderId, placing } from './ordering-kit.js';

const once = { commandId: 'command-1' };

const newId = sequentialIds();

function openOn(store: CommandStore, middleware: readonly Middleware[] = []) {
  return createOrdering({
    store,
    middleware,
    now: fixedClock('2026-01-01T00:00:00Z'),
    newId,
    order: { decider: orderDecider },
    shipment: { aggregate: Shipment },
  });
}

describe('commands on a tenant’s handle', () => {
  test('are recorded under their tenant, and tell it to middleware and decider', async () => {
    const store = createMemoryEventStore();
    const told: (string | undefined)[] = [];
    const watch: Middleware = (handled, next) => {
      told.push(handled.metadata.tenant);
      return next(handled);
    };
    await openOn(store.forTenant('acme'), [watch]).order.placeOrder(placing, once);
    expect(told).toEqual(['acme']);
    const key = { context: 'ordering', commandId: 'command-1' };
    expect(await store.forTenant('acme').findOutcome({ ...key, tenant: 'acme' })).toMatchObject({ kind: 'accepted' });
    expect(await store.findOutcome({ ...key, tenant: '' })).toBeUndefined();
  });

  test('cannot be made another tenant’s, by whoever calls or by what stands between', async () => {
    const store = createMemoryEventStore();
    const acme = store.forTenant('acme');
    const metadata = { tenant: 'globex' };
    await failure('invalid-use', openOn(acme).order.placeOrder(placing, { metadata }));
    const swap: Middleware = (handled, next) => next({ ...handled, metadata });
    await failure('invalid-use', openOn(acme, [swap]).order.placeOrder(placing, once));
    const drop: Middleware = (handled, next) => next({ ...handled, metadata: {} });
    const outcome = await openOn(acme, [drop]).order.placeOrder(placing, once);
    expect(outcome.events[0]?.metadata.tenant).toBe('acme');
    expect((await store.readLog()).events.length).toBe(outcome.events.length);
  });

  test('are the same commands for every tenant, with events of their own ids', async () => {
    const store = createMemoryEventStore();
    const ids = new Set<string>();
    for (const tenant of ['acme', 'globex', 'initech']) {
      const { order } = openOn(store.forTenant(tenant));
      const first = await order.placeOrder(placing, once);
      for (const { eventId } of first.events) ids.add(eventId);
      expect(first).toMatchObject({ kind: 'accepted', streamVersion: 1, deduplicated: false });
      expect(await order.placeOrder(placing, once)).toMatchObject({ deduplicated: true });
      await order.cancelOrder(cancelling);
    }
    expect(ids.size).toBe(3);
    expect((await openOn(store).order.load(orderId)).streamVersion).toBe(0);
  });

  test('of a store as it was opened go on to say by metadata alone whose they are', async () => {
    const store = createMemoryEventStore();
    const { order } = openOn(store);
    const outcome = await order.placeOrder(placing, { ...once, metadata: { tenant: 'acme' } });
    expect(outcome.events[0]?.metadata.tenant).toBe('acme');
    expect((await store.readLog()).events.map(({ tenant }) => tenant)).toEqual([undefined]);
    expect((await store.forTenant('acme').readLog()).events).toEqual([]);
  });
});
