import { type BenchServer, poolOf } from '../../measure/bench-server.js';
import type { OpenParticipant, Participant } from '../participant.js';
import { addUp, emptyBasket, type BasketTotals, type ItemAddedData } from '../workload.js';
import { createRawMemory, parseRow } from './raw-memory.js';
import { createRawPostgres } from './raw-postgres.js';
import { createRawSqlite } from './raw-sqlite.js';
import type { RawLogStore, RawRow, RawStore } from './raw-store.js';

const logPage = 1_000;

export const openRawMemory: OpenParticipant = async () => participantOn(createRawMemory(), undefined);

export const openRawSqlite: OpenParticipant = async (folder) => withLog(await createRawSqlite(`${folder}/raw.db`));

export function openRawPostgres({ emptyDatabase }: BenchServer): OpenParticipant {
  return async () => withLog(await createRawPostgres(poolOf(await emptyDatabase())));
}

function withLog(store: RawLogStore): Participant {
  return participantOn(store, async () => {
    let count = 0;
    for (let after = 0; ;) {
      const rows = await store.readLog(after, logPage);
      count += rows.map(parseRow).length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < logPage) return count;
      after = last.place;
    }
  });
}

function participantOn(store: RawStore, readLog: (() => Promise<number>) | undefined): Participant {
  return {
    async append(stream, streamVersion, items) {
      await store.append(stream, streamVersion, items);
    },
    async read(stream) {
      return (await store.readRows(stream)).map(parseRow).length;
    },
    async fold(stream) {
      return foldRows(await store.readRows(stream));
    },
    async items(stream) {
      return (await store.readRows(stream)).map((row) => parseRow(row).data);
    },
    async addItem(stream, item) {
      const rows = await store.readRows(stream);
      if (foldRows(rows).items > 1_000_000) return;
      await store.append(stream, rows.length, [item]);
    },
    readLog,
    close: () => store.close(),
  };
}

/** Parses what the fold needs and no more: the data. */
function foldRows(rows: readonly RawRow[]): BasketTotals {
  let state = emptyBasket;
  for (const row of rows) state = addUp(state, JSON.parse(row.data) as ItemAddedData);
  return state;
}
