import { describe, expect, test } from 'vitest';
import { DeliveryFailedError, ReceiverGoneError } from '../../../runtime/src/errors/delivery-errors.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { WaitingMessage } from '../../../runtime/src/store/unit.js';
import { failingFor, labelOf, orderKey, outboxScene } from './outbox-scene.js';
import { gate } from './relay-scene.js';

/** What is relayed out of the outbox, and what becomes of it when receivers and leases fail. */
export function outboxSuite(open: () => Promise<FullEventStore>): void {
  const of = (label: string, all: readonly string[]): string[] => all.filter((each) => each.startsWith(label));

  describe('the outbox', () => {
    test('is delivered as CloudEvents, what is there and what comes, each key in its order, and is empty then', async () => {
      const { store, name, start } = await outboxScene(open);
      await name(1, ['Ann', 'Anna', 'Anne']);
      await name(2, ['Bob', 'Rob']);
      const { relay, received, deliveries } = await start();
      await relay.emptied();
      await name(1, ['Hannah']);
      await relay.emptied();
      expect(of('1', received)).toEqual(['1:Ann', '1:Anna', '1:Anne', '1:Hannah']);
      expect(of('2', received)).toEqual(['2:Bob', '2:Rob']);
      expect(await store.readOutbox(9)).toEqual([]);
      const renamed = deliveries.find((delivery) => labelOf(delivery) === '1:Anna');
      expect(renamed?.event).toMatchObject({
        type: 'bank.ProfileRenamed',
        position: 1,
        part: 0,
        streamName: orderKey(1),
      });
      expect(JSON.parse(renamed?.message.body ?? '')).toMatchObject({
        specversion: '1.0',
        id: renamed?.event.eventId,
        source: 'urn:bank',
        type: 'bank.ProfileRenamed',
        subject: orderKey(1),
        data: { name: 'Anna', before: 'Ann' },
      });
      expect(relay.health()).toMatchObject({ state: 'leading', handled: 6, heldUp: 0 });
    });

    test('holds a message until it is acknowledged', async () => {
      const { store, name, start } = await outboxScene(open);
      await name(1, ['Ann', 'Anna']);
      const [asked, answer] = [gate(), gate()];
      const { relay } = await start(async () => {
        asked.open();
        await answer.opened;
      });
      await asked.opened;
      expect(await store.readOutbox(9)).toHaveLength(2);
      expect(await relay.lag()).toMatchObject({ messages: 2, parked: 0 });
      answer.open();
      await relay.emptied();
      expect(await relay.lag()).toEqual({ messages: 0, seconds: 0, parked: 0 });
    });

    test('of all tenants is delivered, and says whose each event is', async () => {
      const { store, name, start } = await outboxScene(open);
      await name(1, ['Ann'], store.forTenant('acme'));
      await name(1, ['Bea'], store.forTenant('globex'));
      await name(1, ['Cleo']);
      const { relay, deliveries } = await start();
      await relay.emptied();
      expect(Object.fromEntries(deliveries.map((each) => [labelOf(each), each.event.tenant]))).toEqual({
        '1:Ann': 'acme',
        '1:Bea': 'globex',
        '1:Cleo': undefined,
      });
      expect(await store.forTenant('acme').readOutbox(9)).toEqual([]);
    });

    test('has no more in hand than it may, whatever waits', async () => {
      const { name, start } = await outboxScene(open);
      for (const at of [1, 2, 3, 4, 5]) await name(at, ['Ann', 'Bob']);
      let most = 0;
      let now = 0;
      const { relay, received } = await start(
        async () => {
          most = Math.max(most, (now += 1));
          await Promise.resolve();
          now -= 1;
        },
        { batch: 3, concurrency: 2 },
      );
      await relay.emptied();
      expect(received).toHaveLength(10);
      expect(most).toBeLessThanOrEqual(2);
    });

    test('is looked at by one relay at a time, and the next one takes over', async () => {
      const { name, start } = await outboxScene(open);
      const first = await start(undefined, { owner: 'first' });
      const second = await start(undefined, { owner: 'second' });
      await name(1, ['Ann']);
      await first.relay.emptied();
      expect([first.received, second.relay.health().state]).toEqual([['1:Ann'], 'standing-by']);
      await first.relay.stop();
      await name(1, ['Anna']);
      await second.relay.emptied();
      expect(second.received).toEqual(['1:Anna']);
    });
  });

  describe('a message that is no event', () => {
    test('is parked at once and says why, and those of other keys go out', async () => {
      const { store, name, enqueue, start } = await outboxScene(open);
      await enqueue('m-1', 'mails', '{"to":"ann"}');
      await enqueue('m-2', '', 'no json');
      await name(1, ['Ann']);
      const { relay, received } = await start();
      await relay.emptied();
      expect(received).toEqual(['1:Ann']);
      expect(await relay.lag()).toMatchObject({ messages: 2, parked: 2 });
      expect(await store.readParked('varve.outbox')).toMatchObject([
        { eventId: 'm-1', streamName: 'outbox-mails', reason: 'UnreadableMessage: mail is no event of the registries' },
        { eventId: 'm-2', streamName: 'outbox-%' },
      ]);
    });

    test('is delivered as it lies there to whoever takes it, in order, after failures and from where it was parked', async () => {
      const { enqueue, start, store } = await outboxScene(open);
      await enqueue('m-1', 'mails', '{"to":"ann"}');
      await enqueue('m-2', 'mails', '2');
      const { relay } = await start();
      await relay.emptied();
      await relay.stop();
      const taken: WaitingMessage[] = [];
      let isDown = true;
      const next = await start(undefined, {
        deliverOther(message) {
          if (isDown) {
            isDown = false;
            throw new Error('down');
          }
          taken.push(message);
        },
      });
      await next.relay.emptied();
      expect(taken).toEqual([]);
      expect(await next.relay.replayParked('mails')).toEqual({ handled: 0, left: ['outbox-mails'] });
      expect(await next.relay.replayParked('mails')).toEqual({ handled: 1, left: [] });
      await next.relay.emptied();
      expect(taken.map(({ messageId, payload }) => [messageId, payload])).toEqual([
        ['m-1', '{"to":"ann"}'],
        ['m-2', '2'],
      ]);
      expect([await store.readParked('varve.outbox'), await store.readOutbox(9)]).toEqual([[], []]);
    });
  });

  describe('a receiver that fails', () => {
    test('holds up the key of its message alone, until it takes it', async () => {
      const { name, start } = await outboxScene(open);
      await name(1, ['Ann', 'bad', 'Anne']);
      await name(2, ['Bob', 'Rob']);
      let isDown = true;
      const { relay, received, tried } = await start(
        (delivery) => {
          if (isDown && labelOf(delivery) === '1:bad') throw new DeliveryFailedError('status 503');
        },
        { batch: 2 },
      );
      await expect.poll(() => of('2', received)).toEqual(['2:Bob', '2:Rob']);
      await expect.poll(() => tried.filter((label) => label === '1:bad').length).toBeGreaterThan(2);
      expect([of('1', received), relay.health().heldUp]).toEqual([['1:Ann'], 1]);
      isDown = false;
      await relay.emptied();
      expect(of('1', received)).toEqual(['1:Ann', '1:bad', '1:Anne']);
      expect(tried.filter((label) => label === '1:Ann')).toHaveLength(1);
    });

    test('and hangs is given up after the timeout, while other keys go out', async () => {
      const { name, start } = await outboxScene(open);
      await name(1, ['Ann']);
      await name(2, ['Bob', 'Rob']);
      const { relay, received } = await start(
        (delivery, { attempt }) =>
          labelOf(delivery) === '1:Ann' && attempt < 3 ? new Promise(() => undefined) : undefined,
        { timeout: 100 },
      );
      await relay.emptied();
      expect(received).toEqual(['2:Bob', '2:Rob', '1:Ann']);
    });

    test('for good stops the relay where it is told to, and nothing behind it in its key went out', async () => {
      const { name, start } = await outboxScene(open);
      await name(1, ['Ann', 'bad', 'Anne']);
      const { relay, received } = await start(failingFor({ '1:bad': Infinity }), { failure: { attempts: 3 } });
      await expect(relay.ended).rejects.toMatchObject({
        code: 'processor-failed',
        streamName: orderKey(1),
        position: 1,
      });
      expect(received).toEqual(['1:Ann']);
      const next = await start();
      await next.relay.emptied();
      expect(next.tried).toEqual(['1:bad', '1:Anne']);
    });

    test('for good has its key parked where that is asked for, also for the next relay, and taken up again in order', async () => {
      const { store, name, start } = await outboxScene(open);
      await name(1, ['Ann', 'bad', 'Anne']);
      await name(2, ['Bob']);
      const options = { failure: { attempts: 2, otherwise: 'park' } } as const;
      const first = await start(failingFor({ '1:bad': Infinity }), options);
      await first.relay.emptied();
      expect(first.received.toSorted()).toEqual(['1:Ann', '2:Bob']);
      expect((await store.readParked('varve.outbox')).map(({ reason }) => reason)).toEqual(['Error: no 1:bad today']);
      await first.relay.stop();
      await name(1, ['later']);
      const second = await start(failingFor({ '1:bad': 1 }), options);
      await second.relay.emptied();
      expect([second.tried, (await second.relay.lag()).messages]).toEqual([[], 3]);
      expect(await second.relay.replayParked()).toEqual({ handled: 0, left: [orderKey(1)] });
      expect(await second.relay.replayParked('bank.profile-nobody')).toEqual({ handled: 0, left: [] });
      expect(await second.relay.replayParked(orderKey(1))).toEqual({ handled: 1, left: [] });
      await second.relay.emptied();
      expect(second.received).toEqual(['1:bad', '1:Anne', '1:later']);
      expect(await store.readParked('varve.outbox')).toEqual([]);
    });

    test('for good is passed over where that is asked for', async () => {
      const { name, start } = await outboxScene(open);
      await name(1, ['Ann', 'bad', 'Anne']);
      const { relay, received } = await start(failingFor({ '1:bad': Infinity }), {
        failure: { attempts: 2, otherwise: 'skip' },
      });
      await relay.emptied();
      expect([received, relay.health().skipped]).toEqual([['1:Ann', '1:Anne'], 1]);
    });

    test('and says that it is gone stops the relay', async () => {
      const { store, name, start } = await outboxScene(open);
      await name(1, ['Ann']);
      const { relay } = await start(() => {
        throw new ReceiverGoneError('test');
      });
      await expect(relay.ended).rejects.toMatchObject({ code: 'receiver-gone' });
      expect(await store.readOutbox(9)).toHaveLength(1);
    });

    test('is not waited for when the relay is stopped meanwhile; an attempt in hand ends, and counts', async () => {
      const { store, name, start } = await outboxScene(open);
      await name(1, ['Ann']);
      await name(2, ['Bob', 'Rob']);
      const [asked, answer] = [gate(), gate()];
      const { relay, received } = await start(
        async (delivery) => {
          if (labelOf(delivery) === '1:Ann') throw new DeliveryFailedError('status 503', { retryAfter: 3_600_000 });
          asked.open();
          await answer.opened;
        },
        { pollInterval: 3_600_000 },
      );
      await asked.opened;
      const stopped = relay.stop();
      answer.open();
      await stopped;
      expect([received, (await store.readOutbox(9)).length]).toEqual([['2:Bob'], 2]);
    });
  });

  test('a unit that only enqueues wakes a relay that would look an hour later', async () => {
    const { name, start } = await outboxScene(open);
    await name(1, ['Ann']);
    const { relay, received } = await start(undefined, { pollInterval: 3_600_000 });
    await relay.emptied();
    await name(1, ['Anna']);
    await expect.poll(() => received).toEqual(['1:Ann', '1:Anna']);
  });

  test('a relay that was thought dead removes nothing any more: another one delivers what it had in hand', async () => {
    const { store, name, start } = await outboxScene(open);
    await name(1, ['Ann', 'Anna']);
    const [asked, answer] = [gate(), gate()];
    const removed: unknown[] = [];
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
    const [inHand] = await store.readOutbox(1);
    const holding = gate();
    const second = await start(() => holding.opened, { owner: 'second' });
    await expect.poll(() => second.tried).toEqual(['1:Ann']);
    answer.open();
    await expect.poll(() => first.relay.health().state).toBe('standing-by');
    removed.push(await store.readOutbox(1));
    expect(removed).toEqual([[inHand]]);
    holding.open();
    await second.relay.emptied();
    expect(second.received).toEqual(['1:Ann', '1:Anna']);
    expect(first.reports.map(({ kind }) => kind)).toContain('lease-lost');
  }, 20_000);
}
