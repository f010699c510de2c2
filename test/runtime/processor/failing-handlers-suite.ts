import { describe, expect, test } from 'vitest';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { failingFor, quick, scene, skuOf } from './processor-scene.js';

export function failingHandlersSuite(open: () => Promise<FullEventStore>): void {
  describe('an event that cannot be handled', () => {
    test('stops the processor, which says where and why, and handles nothing behind it', async () => {
      const { put, follow, view } = await scene(open);
      await put('a', 'x', 'bad', 'z');
      const { processor, calls } = await follow({
        handle: failingFor({ bad: 99 }),
        failure: { ...quick.failure, attempts: 3 },
      });
      await expect(processor.ended).rejects.toMatchObject({
        code: 'processor-failed',
        processor: 'carts',
        position: 1,
        cause: new Error('no bad today'),
      });
      expect(calls.filter((sku) => sku === 'bad')).toHaveLength(3);
      expect(calls).not.toContain('z');
      expect(await view('a')).toEqual(['x']);
      expect(processor.health().state).toBe('failed');
      await expect(processor.replayParked()).rejects.toMatchObject({ code: 'processor-failed' });
    });

    test('is found again by the next one that starts', async () => {
      const { put, follow, view, settled } = await scene(open);
      await put('a', 'x', 'bad', 'z');
      const first = await follow({ handle: failingFor({ bad: 99 }), failure: { attempts: 1 } });
      await first.processor.ended.catch(() => undefined);
      const second = await follow();
      await settled(second.processor);
      expect(second.calls).toEqual(['bad', 'z']);
      expect(await view('a')).toEqual(['x bad z']);
    });

    test('is skipped where that is wanted', async () => {
      const { put, follow, view, settled } = await scene(open);
      await put('a', 'x', 'bad', 'z');
      const failure = { ...quick.failure, attempts: 2, otherwise: 'skip' as const };
      const { processor, reports } = await follow({ handle: failingFor({ bad: 99 }), failure });
      await settled(processor);
      expect(await view('a')).toEqual(['x z']);
      expect(processor.health()).toMatchObject({ handled: 2, skipped: 1 });
      expect(reports.filter(({ kind }) => kind === 'skipped')).toMatchObject([{ event: { position: 1, attempt: 2 } }]);
    });

    test('is parked with what follows in its stream, while other streams go on; handled again in order later', async () => {
      const { put, follow, view, store, settled } = await scene(open);
      await put('a', 'x', 'bad');
      await put('b', 'one');
      await put('a', 'y');
      const failure = { ...quick.failure, attempts: 1, otherwise: 'park' as const };
      const { processor } = await follow({ handle: failingFor({ bad: 1 }), failure });
      await put('a', 'z');
      await put('b', 'two');
      await settled(processor);
      expect(await view('a', 'b')).toEqual(['x', 'one two']);
      const parked = await store.readParked('carts');
      expect(parked.map(({ position, reason }) => [position, reason])).toEqual([
        [1, 'Error: no bad today'],
        [2, 'waits behind a parked event of its stream'],
        [3, 'waits behind a parked event of its stream'],
      ]);
      expect(await processor.replayParked()).toEqual({ handled: 3, left: [] });
      expect(await view('a', 'b')).toEqual(['x bad y z', 'one two']);
      await put('a', 'w');
      await settled(processor);
      expect(await view('a')).toEqual(['x bad y z w']);
      expect(await store.readParked('carts')).toEqual([]);
    });

    test('that fails again stays parked, and nothing behind it overtakes it', async () => {
      const { put, follow, view, store, settled } = await scene(open);
      await put('a', 'x', 'bad', 'y');
      await put('b', 'worse', 'one');
      const failure = { ...quick.failure, attempts: 1, otherwise: 'park' as const };
      const { processor } = await follow({ handle: failingFor({ bad: 2, worse: 1 }), failure });
      await settled(processor);
      const [a, b] = [streamName('bank.cart', ['a']), streamName('bank.cart', ['b'])];
      expect(await processor.replayParked(a)).toEqual({ handled: 0, left: [a] });
      expect(await processor.replayParked(b)).toEqual({ handled: 2, left: [] });
      expect(await view('a', 'b')).toEqual(['x', 'worse one']);
      expect((await store.readParked('carts')).map(({ position }) => position)).toEqual([1, 2]);
      await put('a', 'z');
      await settled(processor);
      expect(await processor.replayParked()).toEqual({ handled: 3, left: [] });
      expect(await view('a')).toEqual(['x bad y z']);
    });

    test('parked by an earlier life is known to the next one', async () => {
      const { put, follow, view, settled } = await scene(open);
      await put('a', 'bad');
      const failure = { ...quick.failure, attempts: 1, otherwise: 'park' as const };
      const first = await follow({ handle: failingFor({ bad: 1 }), failure });
      await settled(first.processor);
      await first.processor.stop();
      await put('a', 'y');
      const second = await follow({ failure });
      await settled(second.processor);
      expect(await view('a')).toEqual(['']);
      expect(await second.processor.replayParked()).toEqual({ handled: 2, left: [] });
      expect(await view('a')).toEqual(['bad y']);
    });

    test('of one tenant holds back no stream of the same name of another', async () => {
      const { put, follow, store, settled } = await scene(open);
      await put('a', 'first');
      const [first] = (await store.readLog()).events;
      if (first === undefined) throw new Error('nothing was stored');
      const handled: string[] = [];
      let isBroken = true;
      const { processor } = await follow({
        failure: { ...quick.failure, attempts: 1, otherwise: 'park' },
        handle(event) {
          if (isBroken && skuOf(event) === 'bad') throw new Error('not yet');
          handled.push(`${event.tenant ?? 'nobody'} ${skuOf(event)}`);
        },
      });
      let ids = 0;
      for (const [tenant, sku] of [
        ['north', 'bad'],
        ['south', 'x'],
        ['north', 'y'],
      ] as const) {
        ids += 1;
        const eventId = `00000000-0000-4000-8000-00000000000${ids}` as typeof first.eventId;
        const event = { ...first, eventId, data: JSON.stringify({ sku }) };
        await store.forTenant(tenant).append({ streamName: first.streamName, expected: 'any', events: [event] });
      }
      await settled(processor);
      expect(handled).toEqual(['nobody first', 'south x']);
      isBroken = false;
      expect(await processor.replayParked()).toEqual({ handled: 2, left: [] });
      expect(handled.slice(2)).toEqual(['north bad', 'north y']);
    });

    test('is not tried again when it cannot even be read', async () => {
      const { put, follow, store, view, settled } = await scene(open);
      await put('a', 'x');
      const [event] = (await store.readLog()).events;
      if (event === undefined) throw new Error('nothing was stored');
      const broken = {
        ...event,
        eventId: '00000000-0000-4000-8000-00000000000b' as typeof event.eventId,
        data: '{"sku":7}',
      };
      await store.append({ streamName: event.streamName, expected: 'any', events: [broken] });
      await put('b', 'z');
      const failure = { ...quick.failure, attempts: 5, otherwise: 'skip' as const };
      const { processor, reports } = await follow({ failure });
      await settled(processor);
      expect(reports.filter(({ kind }) => kind === 'failed')).toHaveLength(1);
      expect(processor.health().lastError).toMatchObject({ code: 'undecodable-event' });
      expect(await view('a', 'b')).toEqual(['x', 'z']);
    });
  });
}
