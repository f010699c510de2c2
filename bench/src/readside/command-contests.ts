/** Commands on streams of several lengths: with snapshots, with states that are remembered, with neither. */
import type { FullEventStore } from '@varve/runtime';
import { logRepository, openContext } from '@varve/runtime/codegen/v1';
import { basket as definition, ItemAdded } from '../../views/generated/shop/basket.js';
import { createShop, shopRegistry } from '../../views/generated/shop/shop.js';
import { basketDecider } from '../../views/src/basket/basket.decider.js';
import { basketTotalsHandlers } from '../../views/src/basket-totals/basket-totals.projection.js';
import type { Contest } from '../measure/contest.js';
import { contestOf, fill, type Field, type Row } from '../runtime/store-row.js';
import type { OpenParticipant, Participant } from '../runtime/participant.js';
import { callerMetadata, itemData } from '../runtime/workload.js';
import { aims } from './view-contests.js';

export interface CommandField {
  /** Without snapshots: what `bench:runtime` measures. */
  readonly field: Field;
  /** Opens the store that a participant was opened on once more, for the context that keeps snapshots. */
  readonly openStore: (folder: string) => Promise<FullEventStore>;
}

/** Long streams are few commands for whoever folds them each time. */
const lengths = [
  { length: 10, commands: 300 },
  { length: 1_000, commands: 60 },
  { length: 100_000, commands: 4 },
] as const;

export function commandContests(
  { field, openStore }: CommandField,
  scratch: string,
  longest: number,
): readonly Contest[] {
  const keeping =
    (rememberedStreams: number): OpenParticipant =>
    async (folder) =>
      participantOn(await openStore(folder), rememberedStreams);
  return lengths
    .filter(({ length }) => length <= longest)
    .flatMap(({ length, commands }) => {
      const title = `command on a stream of ${length.toLocaleString('en-US')} events`;
      const with_ = (varve: OpenParticipant | undefined): Field => ({ ...field, ...(varve && { varve }) });
      return [
        contestOf(row(title, length, commands), field, scratch),
        contestOf(row(`${title}, snapshots`, length, commands), with_(keeping(0)), scratch),
        contestOf(row(`${title}, snapshots, remembered`, length, commands), with_(keeping(100)), scratch),
      ];
    });
}

function row(title: string, length: number, commands: number): Row {
  const filled = new WeakSet<Participant>();
  return {
    title,
    unit: 'command',
    aims,
    operations: commands,
    async arrange(participant, operations) {
      const add = (): Promise<void> => participant.addItem('commands', itemData);
      if (!filled.has(participant)) {
        await fill(participant, 'commands', length);
        // The first command finds no snapshot, and keeps one.
        await add();
        filled.add(participant);
      }
      return async () => {
        for (let index = 0; index < operations; index += 1) await add();
      };
    },
  };
}

function participantOn(store: FullEventStore, rememberedStreams: number): Participant {
  const { basket } = createShop({
    store,
    rememberedStreams,
    basket: { decider: basketDecider },
    projections: { basketTotals: basketTotalsHandlers },
  });
  const log = logRepository(definition, openContext(shopRegistry, { store }));
  return {
    async append(basketId, streamVersion, items) {
      await log.record({ basketId }, items.map(ItemAdded.of), { expected: { streamVersion } });
    },
    async addItem(basketId, { customerId, sku, quantity, unitCents, channel, placedAt }) {
      await basket.addItem(
        { basketId, customerId, sku, quantity, unitCents, channel, placedAt },
        { metadata: callerMetadata() },
      );
    },
    async read(basketId) {
      let count = 0;
      for await (const event of basket.events(basketId)) count += event.part + 1;
      return count;
    },
    fold: async (basketId) => (await basket.load(basketId)).state,
    async items(basketId) {
      const items = [];
      for await (const { data } of basket.events(basketId)) items.push({ ...data });
      return items;
    },
    readLog: undefined,
    close: () => store.close(),
  };
}
