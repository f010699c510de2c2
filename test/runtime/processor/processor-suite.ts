import { describe, expect, onTestFinished, test } from 'vitest';
import { createProcessor, type Processor } from '../../../runtime/src/processor/create-processor.js';
import type {
  HandlerContext,
  ProcessorOptions,
  ProcessorReport,
} from '../../../runtime/src/processor/processor-options.js';
import type { LoggedEventOf } from '../../../runtime/src/repository/read-log.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import type { Bank } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { bankKit } from '../snapshot/bank-kit.js';

type Registries = readonly [typeof bankRegistry];
type Event = LoggedEventOf<typeof bankRegistry>;
type Options = ProcessorOptions<Registries>;

/** A log with a bank that writes to it, and a view of it that handlers keep in state documents. */
interface Scene {
  readonly store: FullEventStore;
  readonly bank: Bank;
  put(cartId: string, ...skus: string[]): Promise<void>;
  /** Starts a processor that notes what it handles, and stops it after the test. */
  follow(options?: Partial<Options>): Promise<Followed>;
  make(options?: Partial<Options>): Followed;
  /** What the view says, by cart. */
  view(...cartIds: string[]): Promise<readonly string[]>;
  /** Resolves when the log was handled to its present end. */
  settled(processor: Processor): Promise<void>;
}

interface Followed {
  readonly processor: Processor;
  readonly reports: ProcessorReport[];
  /** Everything a handler was called with, rolled back or not. */
  readonly calls: string[];
}

const quick = { lease: 400, pollInterval: 20, failure: { firstPause: 1, longestPause: 5 } };
const skuOf = (event: Event): string => (event.type === 'bank.ItemPut' ? event.data.sku : event.type);
const cartOf = (event: Event): string => ('cartId' in event.id ? event.id.cartId : '?');

/** Adds the item to the cart's document, through the unit. */
export async function note(event: Event, { unit }: HandlerContext): Promise<void> {
  const found = await unit.findDocument('carts', cartOf(event));
  const data = found === undefined ? skuOf(event) : `${found.data} ${skuOf(event)}`;
  await unit.putDocument({ collection: 'carts', key: cartOf(event), data }, found?.revision ?? 0);
}

async function scene(open: () => Promise<FullEventStore>): Promise<Scene> {
  const store = await open();
  onTestFinished(() => store.close());
  const { bank } = bankKit({ store });
  const make = (options: Partial<Options> = {}): Followed => {
    const reports: ProcessorReport[] = [];
    const calls: string[] = [];
    const { handle = note } = options;
    const processor = createProcessor({
      store,
      name: 'carts',
      registries: [bankRegistry],
      report: (report) => void reports.push(report),
      ...quick,
      ...options,
      handle(event, context) {
        calls.push(skuOf(event));
        return handle(event, context);
      },
    });
    onTestFinished(() => processor.stop());
    return { processor, reports, calls };
  };
  return {
    store,
    bank,
    make,
    async put(cartId, ...skus) {
      for (const sku of skus) await bank.cart.putItem({ cartId, sku });
    },
    async follow(options) {
      const followed = make(options);
      await followed.processor.start();
      return followed;
    },
    async view(...cartIds) {
      const found = await Promise.all(cartIds.map((cartId) => store.findDocument('carts', cartId)));
      return found.map((document) => document?.data ?? '');
    },
    async settled(processor) {
      const head = await store.head();
      if (head !== undefined) await processor.reached(head);
    },
  };
}

/** Fails for these items: as often as it says, or for ever. */
function failingFor(skus: Record<string, number>): Options['handle'] {
  const left = new Map(Object.entries(skus));
  return async (event, context) => {
    await note(event, context);
    const count = left.get(skuOf(event)) ?? 0;
    left.set(skuOf(event), count - 1);
    if (count > 0) throw new Error(`no ${skuOf(event)} today`);
  };
}

export function processorSuite(open: () => Promise<FullEventStore>): void {
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
      await first.processor.reached((await store.head()) ?? (undefined as never));
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
