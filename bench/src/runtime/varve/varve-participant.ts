/** Varve's stores under their public names, with what the generator made of bench/domain. */
import { createMemoryEventStore, readLog, type FullEventStore } from '@varve/runtime';
import { logRepository, openContext } from '@varve/runtime/codegen/v1';
import { openPostgresStore } from '@varve/runtime/postgres';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { basket, ItemAdded } from '../../../domain/generated/shop/basket.js';
import { createShop, shopRegistry } from '../../../domain/generated/shop/shop.js';
import { basketDecider } from '../../../domain/src/basket/basket.decider.js';
import { type BenchServer, poolOf } from '../../measure/bench-server.js';
import type { OpenParticipant, Participant } from '../participant.js';
import { callerMetadata, type ItemAddedData } from '../workload.js';

export const openVarveMemory: OpenParticipant = async () => participantOn(createMemoryEventStore());

export const openVarveSqlite: OpenParticipant = async (folder) =>
  participantOn(await openSqliteStore(`${folder}/varve.db`));

/** A pool of the package `pg` like everybody else's, and statements that stay prepared like those of the raw code. */
export function openVarvePostgres({ emptyDatabase }: BenchServer): OpenParticipant {
  return async () => {
    const pool = poolOf(await emptyDatabase());
    const participant = participantOn(await openPostgresStore({ connection: pool, preparedStatements: true }));
    return {
      ...participant,
      async close() {
        await participant.close();
        await pool.end();
      },
    };
  };
}

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
    async items(basketId) {
      const items: ItemAddedData[] = [];
      for await (const { data } of shop.basket.events(basketId)) items.push({ ...data });
      return items;
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
