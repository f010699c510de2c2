import { describe, expect, test } from 'vitest';
import { DeliveryFailedError, ReceiverGoneError } from '../../../runtime/src/errors/delivery-errors.js';
import type { Observer } from '../../../runtime/src/observe/observer.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { failingFor, gate, relayScene, skuOf } from './relay-scene.js';

/** What a relay does when receivers, leases and stores fail. */
export function failingRelaySuite(open: () => Promise<FullEventStore>): void {
  describe('a receiver that fails', () => {
    test('is tried again until it takes the event, and nothing else is delivered twice for that', async () => {
      const { put, start, settled } = await relayScene(open);
      await put('a', 'x', 'y', 'z');
      await put('b', 'v', 'w');
      const { relay, tried, received, reports } = await start(failingFor({ y: 3, w: 1 }));
      await settled(relay);
      expect(received.toSorted()).toEqual(['v', 'w', 'x', 'y', 'z']);
      expect(received.filter((sku) => 'xyz'.includes(sku))).toEqual(['x', 'y', 'z']);
      expect(tried.filter((sku) => sku === 'y')).toHaveLength(4);
      expect(tried.filter((sku) => sku === 'x')).toHaveLength(1);
      expect(reports.filter(({ kind }) => kind === 'failed').length).toBeGreaterThanOrEqual(3);
      expect(relay.health()).toMatchObject({ state: 'leading', handled: 5 });
    });

    test('for good stops the relay where it is told to, with the reason, and nothing behind it in its stream went out', async () => {
      const { put, start, settled } = await relayScene(open);
      await put('a', 'x', 'bad', 'z');
      const { relay, received } = await start(failingFor({ bad: Infinity }), { failure: { attempts: 3 } });
      await expect(relay.ended).rejects.toMatchObject({ code: 'processor-failed', cause: new Error('no bad today') });
      expect(received).toEqual(['x']);
      expect(relay.health().state).toBe('failed');
      const next = await start();
      await settled(next.relay);
      expect(next.tried, 'begins at the event, and what was acknowledged before stays so').toEqual(['bad', 'z']);
    });

    test('for good has its stream parked where that is asked for, and taken up again in order', async () => {
      const { put, start, settled, store } = await relayScene(open);
      await put('a', 'x', 'bad', 'z');
      await put('b', 'v');
      let isMended = false;
      const { relay, received } = await start(
        (delivery) => {
          if (skuOf(delivery) === 'bad' && !isMended) throw new Error('no');
        },
        { failure: { attempts: 2, otherwise: 'park' } },
      );
      await settled(relay);
      await put('a', 'later');
      await settled(relay);
      expect(received.toSorted()).toEqual(['v', 'x']);
      expect((await relay.lag()).parked).toBe(3);
      expect((await store.readParked('out')).map(({ reason }) => reason)).toEqual([
        'Error: no',
        'waits behind a parked event of its stream',
        'waits behind a parked event of its stream',
      ]);
      expect(await relay.replayParked()).toMatchObject({ handled: 0, left: ['bank.cart-a'] });
      isMended = true;
      expect(await relay.replayParked()).toEqual({ handled: 3, left: [] });
      await put('a', 'last');
      await settled(relay);
      expect(received.filter((sku) => sku !== 'v')).toEqual(['x', 'bad', 'z', 'later', 'last']);
    });

    test('and asks for time is given it', async () => {
      const { put, start, settled } = await relayScene(open);
      await put('a', 'x');
      const times: number[] = [];
      const { relay } = await start(() => {
        times.push(performance.now());
        if (times.length === 1) throw new DeliveryFailedError('status 429', { status: 429, retryAfter: 120 });
      });
      await settled(relay);
      const [first = 0, second = 0] = times;
      // The pause would be 1 millisecond; timers may be early by one.
      expect(second - first).toBeGreaterThanOrEqual(119);
    });

    test('is not waited for when the relay is stopped meanwhile', async () => {
      const { put, start } = await relayScene(open);
      await put('a', 'x');
      const { relay, tried } = await start(
        () => {
          throw new DeliveryFailedError('status 503', { retryAfter: 3_600_000 });
        },
        { failure: { firstPause: 3_600_000, longestPause: 3_600_000 } },
      );
      await expect.poll(() => tried.length).toBe(1);
      await relay.stop();
      expect(relay.health().state).toBe('stopped');
    });

    test('and says that it is gone stops the relay, whatever it was told', async () => {
      const { put, start, settled } = await relayScene(open);
      await put('a', 'x', 'y');
      const options = { failure: { otherwise: 'park' }, slices: 2 } as const;
      const { relay, received } = await start((delivery) => {
        if (skuOf(delivery) === 'y') throw new ReceiverGoneError('test');
      }, options);
      await expect(relay.ended).rejects.toMatchObject({ code: 'receiver-gone' });
      expect([received, relay.health().parked]).toEqual([['x'], 0]);
      const next = await start(undefined, options);
      await settled(next.relay);
      expect(next.tried.at(-1)).toBe('y');
    });
  });

  describe('a receiver that hangs', () => {
    test('is given up after the timeout, told so, and asked again', async () => {
      const { put, start, settled } = await relayScene(open);
      await put('a', 'x', 'y');
      const reasons: unknown[] = [];
      const { relay, received } = await start(
        (delivery, { attempt, signal }) =>
          skuOf(delivery) === 'x' && attempt < 3
            ? new Promise(() => signal.addEventListener('abort', () => reasons.push(signal.reason)))
            : undefined,
        { timeout: 30 },
      );
      await settled(relay);
      expect(received).toEqual(['x', 'y']);
      expect(reasons).toEqual(Array(2).fill('nobody answered within 30 milliseconds'));
      expect(relay.health().lastError).toMatchObject({ code: 'delivery-failed' });
    });

    test('and answers long after it was given up changes nothing', async () => {
      const { put, start, settled } = await relayScene(open);
      await put('a', 'x', 'y');
      const late = gate();
      const { relay, tried } = await start(
        (delivery, { attempt }) => (skuOf(delivery) === 'x' && attempt === 1 ? late.opened : undefined),
        { timeout: 20 },
      );
      await settled(relay);
      late.open();
      await put('a', 'z');
      await settled(relay);
      expect(tried).toEqual(['x', 'x', 'y', 'z']);
    });
  });

  describe('a relay that was thought dead', () => {
    test('commits nothing any more: another one delivers what it had in hand', async () => {
      const { store, put, start, settled } = await relayScene(open);
      await put('a', 'x', 'y');
      const [asked, answer] = [gate(), gate()];
      // Its lease is never renewed, as if its process had been stopped for a while.
      const frozen: FullEventStore = { ...store, renewLease: (lease) => Promise.resolve(lease) };
      const first = await start(
        async () => {
          asked.open();
          await answer.opened;
        },
        { store: frozen, lease: 50, owner: 'first' },
      );
      await asked.opened;
      const second = await start(undefined, { owner: 'second' });
      await settled(second.relay);
      expect(second.received).toEqual(['x', 'y']);
      const checkpoint = await store.findCheckpoint('out');
      answer.open();
      await expect.poll(() => first.relay.health().state).toBe('standing-by');
      expect(await store.findCheckpoint('out')).toEqual(checkpoint);
      expect(first.reports.map(({ kind }) => kind)).toContain('lease-lost');
    }, 20_000);
  });

  test('an observer sees each attempt, and its trace reaches the receiver', async () => {
    const { put, start, settled } = await relayScene(open);
    await put('a', 'x');
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const seen: unknown[] = [];
    const observer: Observer = {
      async around(operation, run) {
        const { outcome, error } = await run({ traceparent });
        if (operation.kind !== 'delivery') return;
        const { attempt, target, processor } = operation;
        seen.push([processor, target, attempt, outcome ?? String(error)]);
      },
    };
    const traces: unknown[] = [];
    const flaky = failingFor({ x: 1 });
    const { relay } = await start(
      (delivery, context) => {
        traces.push(context.trace);
        return flaky(delivery, context);
      },
      { observer },
    );
    await settled(relay);
    expect(seen).toEqual([
      ['out', 'test', 1, 'Error: no x today'],
      ['out', 'test', 2, 'delivered'],
    ]);
    expect(traces).toEqual([{ traceparent }, { traceparent }]);
  });
}
