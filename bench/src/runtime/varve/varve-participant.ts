/** Varve's stores under their public names, with what the generator made of bench/domain. */
import { createMemoryEventStore, readLog, type FullEventStore } from '@varve/runtime';
import { logRepository, openContext } from '@varve/runtime/codegen/v1';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { basket, ItemAdded } from '../../../domain/generated/shop/basket.js';
import { createShop, shopRegistry } from '../../../domain/generated/shop/shop.js';
import { basketDecider } from '../../../domain/src/basket/basket.decider.js';
import type { OpenParticipant, Participant } from '../participant.js';
import { callerMetadata } from '../workload.js';

export const openVarveMemory: OpenParticipant = async () => participantOn(createMemoryEventStore());

export const openVarveSqlite: OpenParticipant = async (folder) =>
  participantOn(await openSqliteStore(`${folder}/varve.db`));

function participantOn(store: FullEventStore): Participant {
  const shop = createShop({ store, basket: { decider: basketDecider } });
  // Generated code records only for aggregates without commands; here the same events are recorded and decided.
  const log = logRepository(basket, openContext(shopRegistry, { store }));
  return {
    async append(basketId, streamVersion, items) {
      const options = { expected: { streamVersion }, metadata: callerMetadata() };
      const answer = await log.record({ basketId }, items.map(ItemAdded.of), options);
      if (answer.kind === 'recorded') return;
      throw new Error(`${basketId} is at ${answer.streamVersion}, not at ${streamVersion}.`);
    },
    async read(basketId) {
      let count = 0;
      for await (const event of shop.basket.events(basketId)) count += event.part + 1;
      return count;
    },
    async fold(basketId) {
      return (await shop.basket.load(basketId)).state;
    },
    async addItem(basketId, item) {
      const { customerId, sku, quantity, unitCents, channel, placedAt } = item;
      const command = { basketId, customerId, sku, quantity, unitCents, channel, placedAt };
      await shop.basket.addItem(command, { metadata: callerMetadata() });
    },
    async readLog() {
      let count = 0;
      for await (const event of readLog(store, [shopRegistry])) count += event.part + 1;
      return count;
    },
    close: () => store.close(),
  };
}
