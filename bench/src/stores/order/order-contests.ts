import { randomUUID } from 'node:crypto';
import type { EventId, FullEventStore, LogPosition, StreamName } from '@varve/runtime';
import { openPostgresStore } from '@varve/runtime/postgres';
import type { Pool } from 'pg';
import { type BenchServer, poolOf } from '../../measure/bench-server.js';
import type { Contender, Contest } from '../../measure/contest.js';
import { metadataText } from '../../measure/stored-events.js';
import { itemData } from '../../runtime/workload.js';
import { orderUnderLock } from './order-under-lock.js';

/** `varve` is the late sequencer as it is built, `lock` the same store with positions given out under a lock held to the commit. */
export type OrderSide = 'lock' | 'varve';

const appends = 960;
const data = JSON.stringify(itemData);
const metadata = metadataText(1);

/** Appends of one event by so many writers at a time, while somebody follows the log. */
export function orderContests(server: BenchServer): OrderContests {
  const lock = standingStore(server, orderUnderLock);
  const late = standingStore(server, async () => undefined);
  const contests = [1, 16, 32].map((writers) => ({
    title: `${writers} writer${writers === 1 ? '' : 's'}`,
    unit: 'append',
    aims: [],
    spentElsewhere: server.spent,
    contenders: {
      lock: contender(lock, writers),
      varve: contender(late, writers),
    },
  }));
  return {
    contests,
    async close() {
      await lock.close();
      await late.close();
    },
  };
}

export interface OrderContests {
  readonly contests: readonly Contest<OrderSide>[];
  close(): Promise<void>;
}

interface StandingStore {
  readonly opened: () => Promise<Standing>;
  readonly close: () => Promise<void>;
}

/** One store for all contests, opened when it is first needed. */
function standingStore(server: BenchServer, prepare: (pool: Pool) => Promise<void>): StandingStore {
  let standing: Promise<Standing> | undefined;
  return {
    opened: () => (standing ??= open(server, prepare)),
    async close() {
      const found = await standing;
      await found?.pool.end();
      await found?.readerPool.end();
    },
  };
}

interface Standing {
  readonly pool: Pool;
  readonly store: FullEventStore;
  readonly reader: FullEventStore;
  readonly readerPool: Pool;
}

function contender({ opened }: StandingStore, writers: number): Contender {
  return {
    async trial(round, portion) {
      const { store, reader, pool } = await opened();
      const operations = Math.max(writers, Math.round(appends * portion * Math.min(1, writers / 8)));
      const before = await countOrdered(pool);
      const start = before === 0 ? undefined : await reader.head();
      const streams = Array.from({ length: writers }, (_, writer) => `order-${writers}x${round}x${writer}`);
      return {
        operations,
        async work() {
          const following = follow(reader, start, operations);
          await Promise.all(streams.map((stream, writer) => write(store, stream, share(operations, writers, writer))));
          await following;
        },
        async check() {
          const ordered = await countOrdered(pool);
          if (ordered !== before + operations) throw new Error(`${ordered - before} of ${operations} are in order.`);
        },
      };
    },
    close: async () => undefined,
  };
}

async function open(server: BenchServer, prepare: (pool: Pool) => Promise<void>): Promise<Standing> {
  const url = await server.emptyDatabase();
  const pool = poolOf(url);
  const readerPool = poolOf(url);
  const store = await openPostgresStore({ connection: pool, preparedStatements: true });
  await prepare(pool);
  const reader = await openPostgresStore({ connection: readerPool, preparedStatements: true });
  return { pool, store, reader, readerPool };
}

function share(operations: number, writers: number, writer: number): number {
  return Math.floor(operations / writers) + (writer < operations % writers ? 1 : 0);
}

async function write(store: FullEventStore, name: string, count: number): Promise<void> {
  const streamName = name as StreamName;
  for (let streamVersion = 0; streamVersion < count; streamVersion += 1) {
    const event = { eventId: randomUUID() as EventId, type: 'shop.ItemAdded', schemaVersion: 1, data, metadata };
    const answer = await store.append({ streamName, expected: { streamVersion }, events: [event] });
    if (answer.kind !== 'appended') throw new Error(`${name} is not at ${streamVersion}.`);
  }
}

/** Reads the log behind a place as it grows, until it has read so many events. */
async function follow(reader: FullEventStore, start: LogPosition | undefined, expected: number): Promise<void> {
  let after = start;
  for (let seen = 0; seen < expected;) {
    const page = await reader.readLog({ ...(after !== undefined && { after }), limit: 1_000 });
    seen += page.events.length;
    after = page.scannedTo ?? after;
    if (page.end && seen < expected) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function countOrdered(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ readonly count: string }>('SELECT count(*) FROM varve.log_order');
  return Number(rows[0]?.count);
}
