import { describe, expect, test } from 'vitest';
import type { PageEvent } from '../../../runtime/src/processor/page-work.js';
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
import { bound } from './money-transfer.js';
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
});
