import type { OpenParticipant, Participant } from '../participant.js';
import { addUp, emptyBasket, newMetadata, type BasketTotals } from '../workload.js';
import type { Emmett, EmmettEvent, EmmettFold, EmmettStore } from './emmett.js';

const fold: EmmettFold<BasketTotals> = {
  evolve: (state, { data }) => addUp(state, data),
  initialState: () => emptyBasket,
};

/** Its memory store keeps the callers' own objects: nothing is serialised, nothing parsed. It has no log to read. */
export function openEmmettMemory(emmett: Emmett): OpenParticipant {
  return async () => participantOn(emmett, emmett.createMemory(), {});
}

export function openEmmettSqlite(emmett: Emmett): OpenParticipant {
  return async (folder) => {
    const { store, readLog, close } = await emmett.createSqlite(`${folder}/emmett.db`);
    return participantOn(emmett, store, { readLog: () => readLog(1_000), close });
  };
}

interface Extras {
  readonly readLog?: () => Promise<number>;
  readonly close?: () => Promise<void>;
}

function participantOn(emmett: Emmett, store: EmmettStore, { readLog, close }: Extras): Participant {
  const handle = emmett.commandHandler(fold);
  return {
    async append(stream, streamVersion, items) {
      const metadata = newMetadata();
      const events = items.map((data): EmmettEvent => ({ type: 'ItemAdded', data, metadata }));
      await store.appendToStream(stream, events, { expectedStreamVersion: BigInt(streamVersion) });
    },
    async read(stream) {
      return (await store.readStream(stream)).events.length;
    },
    async fold(stream) {
      return (await store.aggregateStream(stream, fold)).state;
    },
    async addItem(stream, item) {
      await handle(store, stream, (state) => {
        return state.items > 1_000_000 ? [] : [{ type: 'ItemAdded', data: item, metadata: newMetadata() }];
      });
    },
    readLog,
    close: close ?? (async () => undefined),
  };
}
