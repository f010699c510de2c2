import { describe, expect, test } from 'vitest';
import { defineProjection, type ProjectionHandlers } from '../../../runtime/src/codegen/v1/index.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { carts, type CartsContract } from './bank-projections.js';
import { allRows, createBank, openBank, type ProjectingBank, running } from './projecting-bank.js';

type Errors = NonNullable<typeof carts.errors>;

const cartsThat = (errors: Errors) => defineProjection<CartsContract>({ ...carts, errors });

/** Fails for these things: as often as is said, or for ever. */
function failingFor(skus: Record<string, number>): {
  readonly handlers: ProjectionHandlers<CartsContract>;
  readonly seen: string[];
  mend(): void;
} {
  const left = new Map(Object.entries(skus));
  const seen: string[] = [];
  return {
    seen,
    mend: () => left.clear(),
    handlers: {
      ItemPut(event, row, handling) {
        const { sku } = event.data;
        seen.push(sku);
        const count = left.get(sku) ?? 0;
        left.set(sku, count - 1);
        // What was done before it failed must not show.
        row.upsert({ items: 99, skus: ['wrong'] });
        if (count > 0) throw new Error(`no ${sku} today`);
        if (count <= 0 && row.current?.items === 99) row.delete();
        return undoing(event, row, handling);
      },
    },
  };
}

const undoing: ProjectionHandlers<CartsContract>['ItemPut'] = ({ data: { sku } }, row) => {
  row.upsert({ items: 1, skus: [sku], last: sku });
};

const lastOf = async (bank: ProjectingBank): Promise<string> =>
  (await allRows(bank.projections.carts)).map(({ cartId, last = '' }) => `${cartId}:${last}`).join(' ');

/** Events that cannot be folded. */
export function failingSuite(open: () => Promise<FullEventStore>): void {
  describe('a handler that fails', () => {
    test('is tried again, and what it did before does not count', async () => {
      const failing = failingFor({ bad: 2 });
      const { bank } = await openBank(open, { carts: cartsThat({ retry: 2 }), cartsHandlers: failing.handlers });
      for (const sku of ['x', 'bad', 'y']) await bank.put(sku, sku);
      const application = await running(bank);
      await bank.projections.carts.caughtUp();
      expect(await lastOf(bank)).toBe('bad:bad x:x y:y');
      expect((await application.health()).projections[0]).toMatchObject({ slices: [{ skipped: 0 }] });
    });

    test('is passed over where the projection says so, which a rebuild does not hide', async () => {
      const failing = failingFor({ bad: Infinity });
      const errors = { retry: 1, then: 'skip' } as const;
      const { bank } = await openBank(open, { carts: cartsThat(errors), cartsHandlers: failing.handlers });
      for (const sku of ['x', 'bad', 'y', 'bad']) await bank.put(sku, sku);
      const application = await running(bank);
      await bank.projections.carts.caughtUp();
      expect(await lastOf(bank)).toBe('x:x y:y');
      expect((await application.health()).projections[0]).toMatchObject({ slices: [{ skipped: 2 }] });
      expect(await application.rebuild('bank.Carts')).toMatchObject({ skipped: 2, parked: 0, isComplete: false });
      expect(await lastOf(bank)).toBe('x:x y:y');
    });

    test('parks its stream where the projection says so, until it is handled again', async () => {
      const failing = failingFor({ bad: Infinity });
      const errors = { retry: 0, then: 'park' } as const;
      const { store, bank } = await openBank(open, { carts: cartsThat(errors), cartsHandlers: failing.handlers });
      for (const [cartId, sku] of [
        ['a', 'x'],
        ['a', 'bad'],
        ['a', 'y'],
        ['b', 'z'],
      ] as const)
        await bank.put(cartId, sku);
      const application = await running(bank);
      await bank.projections.carts.caughtUp();
      expect(await lastOf(bank)).toBe('a:x b:z');
      expect(await application.rebuild('bank.Carts')).toMatchObject({ skipped: 0, parked: 2, isComplete: false });
      await bank.put('a', 'w');
      await bank.projections.carts.caughtUp();
      expect(await lastOf(bank)).toBe('a:x b:z');
      expect(await application.replayParked('bank.Carts')).toEqual({ handled: 0, left: 1 });
      failing.mend();
      expect(await application.replayParked('bank.Carts')).toEqual({ handled: 3, left: 0 });
      expect(await lastOf(bank)).toBe('a:w b:z');
      expect(await store.readParked(`projection:bank.Carts@${carts.hash}~1`)).toEqual([]);
    });

    test('stops its projection and no other one, which goes on when it is corrected', async () => {
      const failing = failingFor({ bad: Infinity });
      const { store, bank } = await openBank(open, { cartsHandlers: failing.handlers, carts: cartsThat({ retry: 1 }) });
      await bank.put('a', 'x');
      const application = await running(bank);
      await bank.projections.carts.caughtUp();
      await bank.put('b', 'bad');
      await bank.put('c', 'y');
      await expect(application.ended).rejects.toMatchObject({
        code: 'processor-failed',
        cause: { message: 'no bad today' },
      });
      await bank.projections.skus.caughtUp();
      expect((await allRows(bank.projections.skus)).map(({ sku }) => sku)).toEqual(['bad', 'x', 'y']);
      const states = async () => (await application.health()).projections.map(({ state }) => state);
      await expect.poll(states).toEqual(['failed', 'serving', 'serving']);
      expect((await application.health()).projections[0]).toMatchObject({ lastError: { code: 'processor-failed' }, behind: 2 });
      await application.stop();
      await running(createBank({ store }));
      await bank.projections.carts.caughtUp();
      expect(await lastOf(bank)).toBe('a:x b:bad c:y');
    });

    test('keeps rows that are being built from serving until its fate is decided', async () => {
      const failing = failingFor({ bad: Infinity });
      const { store, bank } = await openBank(open, { cartsHandlers: failing.handlers, carts: cartsThat({ retry: 1 }) });
      await bank.put('a', 'x');
      await bank.put('b', 'bad');
      const application = await running(bank);
      await expect(application.ended).rejects.toMatchObject({ code: 'processor-failed' });
      expect((await store.findViews('bank.Carts')).map(({ state }) => state)).toEqual(['building']);
      // Never served before: the rows so far can be read.
      expect(await lastOf(bank)).toBe('a:x');
    });

    test('an event that cannot be read is dealt with alike', async () => {
      const errors = { then: 'skip' } as const;
      const { store, bank } = await openBank(open, { carts: cartsThat(errors) });
      await bank.put('a', 'x');
      const name = streamName('bank.cart', ['a']);
      const [event] = (await store.readStream(name)).events;
      if (event === undefined) throw new Error('nothing was stored');
      const { type, schemaVersion, metadata } = event;
      const eventId = event.eventId.replace(/.$/, (last) => (last === 'f' ? 'e' : 'f')) as typeof event.eventId;
      await store.append({
        streamName: name,
        expected: 'any',
        events: [{ eventId, type, schemaVersion, metadata, data: '{"sku":7}' }],
      });
      await bank.put('b', 'y');
      const application = await running(bank);
      await bank.projections.carts.caughtUp();
      expect(await lastOf(bank)).toBe('a:x b:y');
      const [health] = (await application.health()).projections;
      expect(health?.slices[0]?.skipped).toBe(1);
      // The others stop at it, as they were told to.
      await expect(application.ended).rejects.toMatchObject({ code: 'processor-failed' });
    });

    test('text that no table can hold is its event’s failure, too', async () => {
      const handlers: ProjectionHandlers<CartsContract> = {
        ItemPut: ({ data: { sku } }, row) => row.upsert({ items: 1, skus: [], last: sku === 'nul' ? 'a\0b' : sku }),
      };
      const errors = { retry: 0, then: 'skip' } as const;
      const { bank } = await openBank(open, { carts: cartsThat(errors), cartsHandlers: handlers });
      for (const sku of ['x', 'nul', 'y']) await bank.put(sku, sku);
      await running(bank);
      await bank.projections.carts.caughtUp();
      expect(await lastOf(bank)).toBe('x:x y:y');
    });
  });

  describe('a handler', () => {
    test('may use its unit: what it does there stands when the row does', async () => {
      const failing = failingFor({ bad: 1 });
      const handlers: ProjectionHandlers<CartsContract> = {
        async ItemPut(event, row, handling) {
          const { eventId, data } = event;
          const message = { messageId: eventId, topic: 'put', orderKey: data.sku, payload: data.sku };
          await handling.unit.enqueue(message);
          await failing.handlers.ItemPut(event, row, handling);
        },
      };
      const { store, bank } = await openBank(open, { carts: cartsThat({ retry: 3 }), cartsHandlers: handlers });
      for (const sku of ['x', 'bad', 'y']) await bank.put(sku, sku);
      await running(bank);
      await bank.projections.carts.caughtUp();
      expect((await store.readOutbox(10)).map(({ payload }) => payload)).toEqual(['x', 'bad', 'y']);
    });
  });
}
