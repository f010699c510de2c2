import { describe, expect, test } from 'vitest';
import { createCloudEvents } from '../../../runtime/src/cloudevents/cloud-events.js';
import { DeliveryFailedError } from '../../../runtime/src/errors/delivery-errors.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createRelay } from '../../../runtime/src/relay/create-relay.js';
import type { RelayTarget } from '../../../runtime/src/relay/relay-target.js';
import { failingRelaySuite } from './failing-relay-suite.js';
import { gate, quick, relayScene, skuOf } from './relay-scene.js';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export function relaySuite(open: () => Promise<FullEventStore>): void {
  failingRelaySuite(open);

  describe('a relay', () => {
    test('delivers what is there and what comes, as CloudEvents, each stream in its order', async () => {
      const { store, put, start, settled } = await relayScene(open);
      await put('a', 'x', 'y');
      const bodies: string[] = [];
      const { relay, received, tried } = await start(({ message }) => void bodies.push(message.body));
      await put('b', 'z');
      await put('a', 'w');
      await settled(relay);
      expect(received.toSorted()).toEqual(['w', 'x', 'y', 'z']);
      expect(received.filter((sku) => sku !== 'z')).toEqual(['x', 'y', 'w']);
      const events = createCloudEvents({ source: 'urn:bank', registries: [bankRegistry], store });
      const read = bodies.map((body) => events.fromJson(body));
      expect(read.flatMap((each) => each.events.map(({ data }) => data))).toMatchObject(tried.map((sku) => ({ sku })));
      const places = read.map(({ attributes }) => store.parseLogPosition(String(attributes['logposition'])));
      expect(new Set(places.map(store.serializeLogPosition)).size).toBe(4);
      expect(relay.health()).toMatchObject({ state: 'leading', handled: 4, parked: 0 });
    });

    test('goes on behind what was acknowledged', async () => {
      const { put, start, settled } = await relayScene(open);
      await put('a', 'x', 'y');
      const first = await start();
      await settled(first.relay);
      await first.relay.stop();
      await put('a', 'z');
      const second = await start();
      await settled(second.relay);
      expect(second.tried).toEqual(['z']);
    });

    test('lets others write while a receiver takes its time, and has committed nothing before the acknowledgement', async () => {
      const { store, put, start, settled } = await relayScene(open);
      const [asked, answer] = [gate(), gate()];
      await put('a', 'x');
      const { relay, received } = await start(async () => {
        asked.open();
        await answer.opened;
      });
      await asked.opened;
      // In SQLite this would wait for a unit that were open.
      await put('b', 'y');
      expect(await store.findCheckpoint('out')).toBeUndefined();
      answer.open();
      await settled(relay);
      expect(received).toEqual(['x', 'y']);
    });

    test('delivers streams side by side, and never two events of one', async () => {
      const { put, start, settled } = await relayScene(open);
      for (const cart of letters.slice(0, 4)) await put(cart, `${cart}1`, `${cart}2`);
      const open_ = new Set<string>();
      let most = 0;
      const { relay, received } = await start(
        async ({ event: { streamName } }) => {
          expect(open_.has(streamName)).toBe(false);
          open_.add(streamName);
          most = Math.max(most, open_.size);
          await new Promise((resolve) => setTimeout(resolve, 5));
          open_.delete(streamName);
        },
        { concurrency: 3 },
      );
      await settled(relay);
      expect(most).toBe(3);
      expect(received.toSorted()).toEqual(letters.slice(0, 4).flatMap((cart) => [`${cart}1`, `${cart}2`]));
      for (const cart of letters.slice(0, 4))
        expect(received.filter((sku) => sku.startsWith(cart))).toEqual([`${cart}1`, `${cart}2`]);
    });

    test('reads no further than it delivers', async () => {
      const { store, put, start } = await relayScene(open);
      const stuck = gate();
      await put('a', ...letters);
      const { relay, tried } = await start(() => stuck.opened, { batch: 2 });
      await expect.poll(() => tried).toEqual(['a']);
      await put('b', 'z');
      expect(tried).toEqual(['a']);
      expect(await store.findCheckpoint('out')).toBeUndefined();
      expect((await relay.lag()).events).toBe(9);
      stuck.open();
    });

    test('delivers only what it is asked for', async () => {
      const { bank, put, start, settled } = await relayScene(open);
      await put('a', 'x');
      for (let count = 0; count < 3; count += 1) await bank.gauge.readGauge({ gaugeId: 'g', value: count });
      const { relay, tried } = await start(undefined, { filter: { types: ['bank.ItemPut'] } });
      await settled(relay);
      expect(tried).toEqual(['x']);
      const categories = await start(undefined, { name: 'gauges', filter: { categories: ['bank.gauge'] } });
      await settled(categories.relay);
      expect(categories.tried).toEqual(['?', '?', '?']);
    });

    test('sends what it is told to instead of CloudEvents', async () => {
      const { put, start, settled } = await relayScene(open);
      await put('a', 'x');
      const sent: unknown[] = [];
      const { relay } = await start(({ message }) => void sent.push(message), {
        message: { encode: ({ type }) => ({ headers: { 'content-type': 'text/plain' }, body: type }) },
      });
      await settled(relay);
      expect(sent).toEqual([{ headers: { 'content-type': 'text/plain' }, body: 'bank.ItemPut' }]);
    });

    test('says how far it is behind, also when it does not run', async () => {
      const { put, start, settled, make } = await relayScene(open);
      const { relay } = await start();
      await put('a', 'x');
      await settled(relay);
      expect(await relay.lag()).toEqual({ events: 0, seconds: 0, parked: 0 });
      await relay.stop();
      await put('a', 'y', 'z');
      expect(await make().relay.lag()).toMatchObject({ events: 2, parked: 0 });
    });
  });

  describe('slices', () => {
    test('deliver everything, each stream in its order, and are shared by processes', async () => {
      const { put, start, settled } = await relayScene(open);
      for (const cart of letters) await put(cart, `${cart}1`, `${cart}2`, `${cart}3`);
      const all: string[] = [];
      const note: RelayTarget['deliver'] = (delivery) => void all.push(skuOf(delivery));
      const one = await start(note, { slices: 3, owner: 'one' });
      const other = await start(note, { slices: 3, owner: 'other' });
      await settled(one.relay);
      // What is under way while a slice changes hands may be delivered again.
      expect([...new Set(all)].toSorted()).toEqual(letters.flatMap((cart) => [`${cart}1`, `${cart}2`, `${cart}3`]));
      const leading = ({ relay }: typeof one): number =>
        relay.health().slices.filter(({ state }) => state === 'leading').length;
      await expect
        .poll(() => [leading(one), leading(other)].toSorted((a, b) => a - b), { timeout: 10_000 })
        .toEqual([1, 2]);
      for (const cart of letters) await put(cart, `${cart}4`);
      await settled(one.relay);
      for (const cart of letters) {
        const firsts = [...new Set(all)].filter((sku) => sku.startsWith(cart));
        expect(firsts).toEqual([1, 2, 3, 4].map((at) => `${cart}${at}`));
      }
      await one.relay.stop();
      await put('a', 'a5');
      await settled(other.relay);
      expect(other.received.at(-1)).toBe('a5');
      await expect.poll(() => leading(other), { timeout: 10_000 }).toBe(3);
    });

    test('stay as many as they were', async () => {
      const { put, start, make } = await relayScene(open);
      await put('a', 'x');
      await (await start(undefined, { slices: 3 })).relay.stop();
      await expect(make(undefined, { slices: 2 }).relay.start()).rejects.toThrow('out delivers in 3 slices, not 2.');
      await (await start(undefined, { slices: 3 })).relay.stop();
    });
  });

  describe('stopping', () => {
    test('lets the attempt in hand end, begins no other, and keeps what was acknowledged', async () => {
      const { put, start, settled } = await relayScene(open);
      const [asked, answer] = [gate(), gate()];
      await put('a', 'x', 'y', 'z');
      const first = await start(async (delivery) => {
        if (skuOf(delivery) !== 'y') return;
        asked.open();
        await answer.opened;
      });
      await asked.opened;
      const stopped = first.relay.stop();
      answer.open();
      await stopped;
      expect(first.received).toEqual(['x', 'y']);
      expect(first.reports.filter(({ kind }) => kind === 'failed')).toEqual([]);
      expect(first.relay.health().state).toBe('stopped');
      const second = await start();
      await settled(second.relay);
      expect(second.tried).toEqual(['z']);
    });

    test('closes the target, once, behind the last delivery', async () => {
      const { store, put } = await relayScene(open);
      await put('a', 'x');
      const log: string[] = [];
      const relay = createRelay({
        ...{ store, name: 'closing', registries: [bankRegistry], message: { source: 'urn:bank' }, ...quick, slices: 2 },
        target: { name: 'test', deliver: () => void log.push('delivered'), close: () => void log.push('closed') },
      });
      await relay.start();
      const head = await store.head();
      if (head !== undefined) await relay.reached(head);
      await Promise.all([relay.stop(), relay.stop()]);
      expect(log).toEqual(['delivered', 'closed']);
    });

    test('a stopped relay gives its lease up, so that the next one begins at once', async () => {
      const { put, start, settled } = await relayScene(open);
      const first = await start(undefined, { lease: 60_000 });
      const second = await start(undefined, { lease: 60_000, pollInterval: 10 });
      expect(second.relay.health().state).toBe('standing-by');
      await first.relay.stop();
      await second.relay.stop();
      const third = await start(undefined, { lease: 60_000 });
      await put('a', 'x');
      await settled(third.relay);
      expect(third.received).toEqual(['x']);
    });
  });

  test.each([
    { slices: 0 },
    { slices: 1_025 },
    { concurrency: 0 },
    { timeout: 1.5 },
    { batch: 0 },
    { failure: { attempts: 0 } },
    { message: { source: 'no uri' } },
  ])('options out of range are refused: %j', async (options) => {
    const { make } = await relayScene(open);
    expect(() => make(undefined, options)).toThrow(expect.objectContaining({ code: 'invalid-use' }));
  });

  test('an error of a delivery says what the receiver asked for', () => {
    expect(new DeliveryFailedError('status 503', { status: 503, retryAfter: 2_000 })).toMatchObject({
      code: 'delivery-failed',
      status: 503,
      retryAfter: 2_000,
    });
  });
}
