import { describe, expect, test } from 'vitest';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { failingHandlersSuite } from './failing-handlers-suite.js';
import { failingFor, note, scene, skuOf } from './processor-scene.js';

export function processorSuite(open: () => Promise<FullEventStore>): void {
  failingHandlersSuite(open);

  describe('a processor', () => {
    test('handles what is there and what comes, each event once and in order', async () => {
      const { put, follow, view, settled } = await scene(open);
      await put('a', 'x', 'y');
      const { processor, calls } = await follow();
      await put('b', 'z');
      await put('a', 'w');
      await settled(processor);
      expect(calls).toEqual(['x', 'y', 'z', 'w']);
      expect(await view('a', 'b')).toEqual(['x y w', 'z']);
      expect(processor.health()).toMatchObject({ state: 'leading', handled: 4, skipped: 0, parked: 0 });
      await expect.poll(() => processor.health().caughtUp).toBe(true);
    });

    test('goes on where it left off, and not before', async () => {
      const { put, follow, view, settled } = await scene(open);
      await put('a', 'x', 'y');
      const first = await follow({ batch: 1 });
      await settled(first.processor);
      await first.processor.stop();
      await put('a', 'z');
      const second = await follow();
      await settled(second.processor);
      expect(second.calls).toEqual(['z']);
      expect(await view('a')).toEqual(['x y z']);
    });

    test('from now on, and stays there', async () => {
      const { put, follow, settled } = await scene(open);
      await put('a', 'x');
      const { processor } = await follow({ from: 'now' });
      await processor.stop();
      await put('a', 'y');
      const second = await follow({ from: 'now' });
      await settled(second.processor);
      expect(second.calls).toEqual(['y']);
    });

    test('sees only the types that it asks for, and passes the others over', async () => {
      const { bank, put, follow, settled } = await scene(open);
      await put('a', 'x');
      for (let count = 0; count < 5; count += 1) await bank.gauge.readGauge({ gaugeId: 'g', value: 1 });
      const { processor, calls } = await follow({ filter: { types: ['bank.ItemPut'] } });
      await bank.gauge.readGauge({ gaugeId: 'g', value: 2 });
      await settled(processor);
      expect(calls).toEqual(['x']);
    });

    test('moves over deleted streams without waiting for them', async () => {
      const { store, put, follow, view, settled } = await scene(open);
      await put('a', 'x');
      for (let count = 0; count < 30; count += 1) {
        await put(`gone${String(count)}`, 'lost');
        await store.deleteStream(streamName('bank.cart', [`gone${String(count)}`]), 'any');
      }
      await put('b', 'y');
      const { processor, calls } = await follow({ batch: 7 });
      await settled(processor);
      expect(calls).toEqual(['x', 'y']);
      await store.deleteStream(streamName('bank.cart', ['b']), 'any');
      await put('c', 'z');
      await settled(processor);
      expect(await view('a', 'c')).toEqual(['x', 'z']);
    });

    test('scans a log without anything for it to its end, and commits that', async () => {
      const { bank, store, follow, settled } = await scene(open);
      const first = await bank.gauge.readGauge({ gaugeId: 'g', value: 1 });
      const [event] = (await store.readStream(streamName('bank.gauge', ['g']))).events;
      if (event === undefined) throw new Error(`nothing was stored: ${first.kind}`);
      const events = Array.from({ length: 2_500 }, (_, index) => ({
        ...event,
        eventId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` as typeof event.eventId,
      }));
      for (let at = 0; at < events.length; at += 500) {
        await store.append({ streamName: event.streamName, expected: 'any', events: events.slice(at, at + 500) });
      }
      const { processor, calls, reports } = await follow({ filter: { types: ['bank.ItemPut'] } });
      await settled(processor);
      expect(calls).toEqual([]);
      expect(reports.filter(({ kind }) => kind === 'committed').length).toBeLessThanOrEqual(3);
    });

    test('what is done through the unit is undone with it', async () => {
      const { put, follow, view, settled } = await scene(open);
      await put('a', 'x', 'y', 'z');
      const { processor, calls } = await follow({ handle: failingFor({ y: 2 }) });
      await settled(processor);
      expect(await view('a')).toEqual(['x y z']);
      expect(calls.filter((sku) => sku === 'y')).toHaveLength(3);
      expect(processor.health()).toMatchObject({ handled: 3, lastError: new Error('no y today') });
    });

    test('a conflict in the unit that a handler goes past fails the event all the same', async () => {
      const { put, follow, view, settled } = await scene(open);
      await put('a', 'x', 'y', 'z');
      let conflicts = 1;
      const { processor } = await follow({
        async handle(event, context) {
          await note(event, context);
          if (skuOf(event) !== 'y' || conflicts === 0) return;
          conflicts -= 1;
          await context.unit.putDocument({ collection: 'carts', key: 'a', data: '' }, 77);
        },
      });
      await settled(processor);
      expect(await view('a')).toEqual(['x y z']);
    });
  });

  describe('of several processors of one name', () => {
    test('one leads and the others stand by; when it is stopped, another one goes on at once', async () => {
      const { put, follow, view, settled } = await scene(open);
      const [first, second] = [await follow(), await follow()];
      expect([first, second].map(({ processor }) => processor.health().state)).toEqual(['leading', 'standing-by']);
      await put('a', 'x');
      await settled(second.processor);
      await first.processor.stop();
      await put('a', 'y');
      await settled(second.processor);
      expect(second.calls).toEqual(['y']);
      expect(await view('a')).toEqual(['x y']);
      expect(second.processor.health().state).toBe('leading');
    });

    test('one that said nothing for too long has lost its lease: nothing of it is stored, and it stands by', async () => {
      const { put, follow, store, view, settled } = await scene(open);
      const first = await follow({ owner: 'first' });
      await put('a', 'x');
      await settled(first.processor);
      // As if it had been stopped for longer than its lease, and somebody else had come and gone.
      const standing = await store.findLease('carts');
      if (standing === undefined) throw new Error('nobody leads');
      await store.releaseLease(standing);
      const taken = await store.acquireLease({ name: 'carts', owner: 'other', milliseconds: 300 });
      expect(taken.kind).toBe('acquired');
      await put('a', 'y');
      await expect.poll(() => first.reports.map(({ kind }) => kind)).toContain('lease-lost');
      await settled(first.processor);
      expect(await view('a')).toEqual(['x y']);
      expect(first.reports.filter(({ kind }) => kind === 'leading')).toHaveLength(2);
    });

    test('two names are two processors', async () => {
      const { put, follow, settled } = await scene(open);
      await put('a', 'x');
      const nothing = (): void => undefined;
      const [first, second] = [await follow({ handle: nothing }), await follow({ name: 'others', handle: nothing })];
      await settled(first.processor);
      await settled(second.processor);
      expect([first.calls, second.calls]).toEqual([['x'], ['x']]);
    });
  });

  describe('a checkpoint', () => {
    test.each([
      ['of another log', { logId: 'another' }, 'belongs to another log'],
      ['at another event', { eventId: '00000000-0000-4000-8000-00000000000c' }, 'lies elsewhere'],
    ])('%s is no reason to idle: the start fails', async (_what, change, said) => {
      const { put, follow, make, store, settled } = await scene(open);
      await put('a', 'x');
      const first = await follow();
      await settled(first.processor);
      await first.processor.stop();
      const checkpoint = await store.findCheckpoint('carts');
      if (checkpoint === undefined) throw new Error('there is no checkpoint');
      await store.transact((unit) => unit.saveCheckpoint({ ...checkpoint, ...change } as typeof checkpoint));
      const { processor } = make();
      await expect(processor.start()).rejects.toMatchObject({ code: 'checkpoint-mismatch' });
      await expect(processor.ended).rejects.toThrow(said);
      expect(processor.health().state).toBe('failed');
    });
  });

  describe('starting and stopping', () => {
    test('a processor has one life', async () => {
      const { follow, make } = await scene(open);
      const { processor } = await follow();
      await expect(processor.start()).rejects.toMatchObject({ code: 'invalid-use' });
      await Promise.all([processor.stop(), processor.stop()]);
      await processor.ended;
      expect(processor.health().state).toBe('stopped');
      const never = make({ name: 'never' }).processor;
      await never.stop();
      await expect(never.start()).rejects.toMatchObject({ code: 'invalid-use' });
    });

    test('waits for the unit in hand, and cuts pauses short', async () => {
      const { put, follow, view } = await scene(open);
      await put('a', 'x', 'bad');
      const failure = { attempts: 9, firstPause: 60_000, longestPause: 60_000 };
      const { processor, reports } = await follow({ handle: failingFor({ bad: 99 }), failure });
      await expect.poll(() => reports.map(({ kind }) => kind)).toContain('failed');
      await processor.stop();
      expect(await view('a')).toEqual(['x']);
      await expect(processor.ended).resolves.toBeUndefined();
    });

    test('waiting for a place ends with the processor, and with the caller’s patience', async () => {
      const { put, follow, store } = await scene(open);
      const { processor } = await follow({
        name: 'slow',
        handle: () => new Promise((resolve) => setTimeout(resolve, 200)),
      });
      await put('a', 'x');
      const head = await store.head();
      if (head === undefined) throw new Error('nothing was stored');
      const waiting = processor.reached(head, { signal: AbortSignal.timeout(30) });
      await expect(waiting).rejects.toMatchObject({ code: 'operation-aborted' });
      await processor.stop();
    });

    test.each([
      ['batch', { batch: 0 }],
      ['lease', { lease: 5 }],
      ['pollInterval', { pollInterval: 0.5 }],
      ['failure.attempts', { failure: { attempts: 0 } }],
    ])('%s out of range is refused', async (what, options) => {
      const { make } = await scene(open);
      expect(() => make(options)).toThrow(what);
    });
  });
}
