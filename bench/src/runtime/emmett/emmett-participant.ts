import { type BenchServer, poolOf } from '../../measure/bench-server.js';
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

/**
 * Appends go one after the other: those that overlap would share one transaction, and all but the last of them would be
 * acknowledged before its commit. With connections of their own they fail, since nobody waits for the writers' lock.
 */
export function openEmmettSqlite(emmett: Emmett): OpenParticipant {
  return async (folder) => {
    const { store, readLog, close } = await emmett.createSqlite(`${folder}/emmett.db`);
    const participant = participantOn(emmett, store, { readLog: () => readLog(1_000), close });
    let last: Promise<void> = Promise.resolve();
    return {
      ...participant,
      append(...append) {
        last = last.then(() => participant.append(...append));
        return last;
      },
    };
  };
}

/**
 * Its log comes in the order of transactions, and goes on behind the highest position of a page: where streams were written
 * at the same time, events between the two are passed over.
 */
export function openEmmettPostgres(emmett: Emmett, { emptyDatabase }: BenchServer): OpenParticipant {
  return async () => {
    const pool = poolOf(await emptyDatabase());
    const { store, readLog } = await emmett.createPostgres(pool);
    return {
      ...participantOn(emmett, store, { readLog: () => readLog(1_000), close: () => pool.end() }),
      missesEvents: true,
    };
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
    async items(stream) {
      return (await store.readStream(stream)).events.map(({ data }) => data);
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
