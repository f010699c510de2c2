import { describe, expect, test } from 'vitest';
import type { PageEvent } from '../../../runtime/src/processor/page-work.js';
import { fireTimeouts } from '../../../runtime/src/process/fire-timeouts.js';
import { handleEvents } from '../../../runtime/src/process/handle-page.js';
import { instanceView, rowChange } from '../../../runtime/src/process/instance-rows.js';
import { loadInstance } from '../../../runtime/src/process/load-instance.js';
import { setUpProcess, type ProcessSetup } from '../../../runtime/src/process/process-setup.js';
import { eventsIn } from '../../../runtime/src/codec/become.js';
import { openContext } from '../../../runtime/src/command/context.js';
import type { StreamName } from '../../../runtime/src/index.js';
import { LogSources } from '../../../runtime/src/repository/log-sources.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { createSeededRandom, type SeededRandom } from '../../../runtime/src/testing/contract/seeded-random.js';
import { accountsRegistry } from '../../golden/processes/expected/src/generated/accounts/accounts.js';
import { transfersRegistry } from '../../golden/processes/expected/src/generated/transfers/transfers.js';
import { bound, moneyTransferHandlers } from './money-transfer.js';
import { openTransferring, transferId } from './transferring.js';

const now = (): string => '2026-01-01T00:00:00Z';
const unwatched = { now, observer: undefined, attempt: 1, trace: {} };

function setupOn(store: FullEventStore): ProcessSetup {
  const context = openContext(transfersRegistry, { store, now });
  return setUpProcess(bound(), context, [{ registry: accountsRegistry }, { registry: transfersRegistry }]);
}

/** A history of transfers, in which things happen twice and too late, with ids of its own. */
async function history(random: SeededRandom): Promise<FullEventStore> {
  const store = createMemoryEventStore();
  const { accounts, transfers } = openTransferring({ store });
  await accounts.account.openAccount({ accountId: 'ann', cents: 1_000_000 });
  await accounts.account.openAccount({ accountId: 'bob', cents: 0 });
  for (let number = 1; number <= 4; number += 1) {
    await transfers.request(number, { from: 'ann', to: 'bob', cents: 1 + random.below(9) });
  }
  for (let count = 0; count < 20; count += 1) {
    const id = transferId(1 + random.below(4));
    if (random.below(2) === 0) await accounts.account.debit({ accountId: 'ann', transferId: id, cents: 1 });
    else await accounts.account.credit({ accountId: 'bob', transferId: id, cents: 1 });
  }
  return store;
}

async function pageEvents(setup: ProcessSetup, store: FullEventStore): Promise<readonly PageEvent[]> {
  const sources = new LogSources(setup.registries, {});
  const { events } = await store.readLog();
  return events.flatMap((stored) => eventsIn(sources.decode(stored)).map((event) => ({ event, stored })));
}

const streamOf = (number: number): StreamName => `transfers.moneyTransfer-${transferId(number)}` as StreamName;

/** What the process has noted in the streams of all its instances. */
async function noted(store: FullEventStore): Promise<readonly unknown[]> {
  const streams = await Promise.all([1, 2, 3, 4].map((number) => store.readStream(streamOf(number))));
  return streams.map(({ events }) =>
    events.map(({ eventId, type, data, metadata }) => ({ eventId, type, data, metadata })),
  );
}

interface Run {
  readonly setup: ProcessSetup;
  readonly store: FullEventStore;
}

/** One page in a commit of its own. */
async function handle({ setup, store }: Run, events: readonly PageEvent[]): Promise<number> {
  return store.transact(async (unit) => {
    const { reacted } = await handleEvents({ setup, store, ...unwatched }, events, unit);
    return reacted;
  });
}

async function run(deliver: (run: Run) => Promise<void>): Promise<FullEventStore> {
  const store = createMemoryEventStore();
  const setup = setupOn(store);
  await store.openView(instanceView(setup.name));
  await deliver({ setup, store });
  return store;
}

describe('whatever the page', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
    'streams say the same however pages are cut, repeated and undone, seed %i',
    async (seed) => {
      const random = createSeededRandom(seed);
      const source = await history(random);
      const events = await pageEvents(setupOn(source), source);
      const expected = await noted(await run(async (each) => void (await handle(each, events))));

      const store = await run(async (each) => {
        for (let at = 0; at < events.length;) {
          const end = Math.min(events.length, at + 1 + random.below(6));
          if (random.below(3) === 0) {
            // Handled, and then the commit fails.
            const undone = each.store.transact(async (unit) => {
              await handleEvents({ ...each, ...unwatched }, events.slice(at, end), unit);
              throw new Error('Undone.');
            });
            await expect(undone).rejects.toThrow('Undone.');
          }
          await handle(each, events.slice(at, end));
          // Some of what was handled comes once more.
          const from = random.below(end);
          expect(await handle(each, events.slice(from, end))).toBe(0);
          at = end;
        }
        expect(await handle(each, events)).toBe(0);
      });
      expect(await noted(store)).toEqual(expected);
      expect(expected.flat().length).toBeGreaterThan(8);
    },
  );

  test('rows say what streams say, and can be made of them', async () => {
    const random = createSeededRandom(7);
    const source = await history(random);
    const events = await pageEvents(setupOn(source), source);
    const store = await run(async (each) => {
      for (const event of events) await handle(each, [event]);
    });
    const setup = setupOn(store);
    const rows = await store.queryRows(instanceView(setup.name), { where: [], orderBy: [], limit: 100 });
    const made = await Promise.all(
      [1, 2, 3, 4].map(
        async (number) => rowChange(streamOf(number), await loadInstance(setup, store, streamOf(number))).row,
      ),
    );
    expect(rows).toEqual(made);
  });

  test('a timeout that is cancelled after its time, and before it was handled, does not happen', async () => {
    const store = createMemoryEventStore();
    const { accounts, transfers } = openTransferring({ store });
    await accounts.account.openAccount({ accountId: 'ann', cents: 100 });
    const [requested] = (await transfers.request(1, { from: 'ann', to: 'bob', cents: 1 })).events;
    await accounts.account.debit({ accountId: 'ann', transferId: transferId(1), cents: 1 });
    const process = bound({
      ...moneyTransferHandlers,
      on: { ...moneyTransferHandlers.on, 'accounts.Debited': () => ({ cancel: ['unanswered'] }) },
    });
    const context = openContext(transfersRegistry, { store, now });
    const owners = [{ registry: accountsRegistry }, { registry: transfersRegistry }];
    const each = { setup: setUpProcess(process, context, owners), store };
    await store.openView(instanceView(each.setup.name));
    const [started, debited] = (await pageEvents(each.setup, store)).slice(-2);
    expect(started?.event.eventId).toBe(requested?.eventId);
    if (started === undefined || debited === undefined) throw new Error('Nothing has happened.');
    await handle(each, [started]);

    const acquired = await store.acquireLease({ name: 'process', owner: 'test', milliseconds: 60_000 });
    if (acquired.kind !== 'acquired') throw new Error('The lease is held.');
    expect(await fireTimeouts(each.setup, store, acquired.lease, '2026-01-02T00:00:00Z')).toBe(1);
    expect(await fireTimeouts(each.setup, store, acquired.lease, '2026-01-02T00:00:00Z')).toBe(0);
    const timedOut = (await pageEvents(each.setup, store)).filter(({ event }) => event.type.endsWith('TimedOut'));
    expect(timedOut).toHaveLength(1);
    expect(await handle(each, [debited, ...timedOut])).toBe(1);
    const { outstanding, passed } = await loadInstance(each.setup, store, streamOf(1));
    expect([...outstanding.values()].map(({ type }) => type)).toEqual(['accounts.Debit']);
    expect(passed.size).toBe(0);
  });

  test('whoever has lost the lease lets no timeout pass', async () => {
    const store = createMemoryEventStore();
    const { transfers } = openTransferring({ store });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 1 });
    const each = { setup: setupOn(store), store };
    await store.openView(instanceView(each.setup.name));
    await handle(each, await pageEvents(each.setup, store));
    const lost = await store.acquireLease({ name: 'process', owner: 'one', milliseconds: 1 });
    await store.releaseLease(lost.lease);
    await store.acquireLease({ name: 'process', owner: 'two', milliseconds: 60_000 });
    const late = fireTimeouts(each.setup, store, lost.lease, '2026-01-02T00:00:00Z');
    await expect(late).rejects.toMatchObject({ code: 'lease-lost' });
    expect((await loadInstance(each.setup, store, streamOf(1))).passed.size).toBe(0);
  });
});
