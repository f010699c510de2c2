import { createMemoryEventStore, readLog, type FullEventStore } from '@varve/runtime';
import { deciderRepository, logRepository, openContext } from '@varve/runtime/codegen/v1';
import { openSqliteStore } from '@varve/runtime/sqlite';
import type { OpenParticipant, Participant } from '../participant.js';
import { addUp, callerMetadata, emptyBasket } from '../workload.js';
import { AddItem, basket, type BasketDecider, ItemAdded, shopRegistry } from './basket.js';

export const openVarveMemory: OpenParticipant = async () => participantOn(createMemoryEventStore());

export const openVarveSqlite: OpenParticipant = async (folder) =>
  participantOn(await openSqliteStore(`${folder}/varve.db`));

/** What a user writes. */
const decider: BasketDecider = {
  initialState: emptyBasket,
  decide: {
    AddItem({ data }, state) {
      const { basketId: _, ...item } = data;
      return state.items > 1_000_000 ? [] : [ItemAdded.of(item)];
    },
  },
  evolve: { ItemAdded: (state, { data }) => addUp(state, data) },
};

function participantOn(store: FullEventStore): Participant {
  const context = openContext(shopRegistry, { store });
  const baskets = deciderRepository(basket, decider, context);
  const log = logRepository(basket, context);
  return {
    async append(basketId, streamVersion, items) {
      const options = { expected: { streamVersion }, metadata: callerMetadata() };
      const answer = await log.record({ basketId }, items.map(ItemAdded.of), options);
      if (answer.kind === 'conflict')
        throw new Error(`${basketId} is at ${answer.streamVersion}, not at ${streamVersion}.`);
    },
    async read(basketId) {
      let count = 0;
      for await (const event of baskets.events({ basketId })) count += event.part + 1;
      return count;
    },
    async fold(basketId) {
      return (await baskets.load({ basketId })).state;
    },
    async addItem(basketId, item) {
      await baskets.handle('AddItem', AddItem.of({ ...item, basketId }), { metadata: callerMetadata() });
    },
    async readLog() {
      let count = 0;
      for await (const event of readLog(store, [shopRegistry])) count += event.part + 1;
      return count;
    },
    close: () => store.close(),
  };
}
