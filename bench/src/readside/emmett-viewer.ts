/**
 * Emmett's consumers with a projection of raw SQL, as its documentation shows it: a statement for each event, in the
 * consumer's transaction. Its packages come and go with `bench/node_modules`, so what is used of them is spelt out here.
 */
import type { Pool } from 'pg';
import { type BenchServer, poolOf } from '../measure/bench-server.js';
import type { Emmett } from '../runtime/emmett/emmett.js';
import { newMetadata, type ItemAddedData } from '../runtime/workload.js';
import { totalsIn, totalsTable } from './totals-table.js';
import type { OpenViewer } from './viewer.js';

interface ReadEvent {
  readonly data: ItemAddedData;
  readonly metadata: { readonly streamName: string };
}

interface Consumer {
  projector(options: { readonly processorId: string; readonly projection: object }): unknown;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface PostgresModule {
  readonly postgreSQLEventStoreConsumer: (options: object) => Consumer;
  readonly postgreSQLRawBatchSQLProjection: (options: object) => object;
}

interface DumboModule {
  readonly dumbo: (options: { readonly connectionString: string; readonly pool: Pool }) => object;
  readonly SQL: (strings: TemplateStringsArray, ...values: readonly unknown[]) => object;
}

const load = (name: string): Promise<unknown> => import(name);

/** Batches of 1,000 without a pause: its fastest way. A view has to be made anew under a new name. */
export function openEmmettPostgresViewer(emmett: Emmett, { emptyDatabase }: BenchServer): OpenViewer {
  return async () => {
    const { postgreSQLEventStoreConsumer, postgreSQLRawBatchSQLProjection } = (await load(
      '@event-driven-io/emmett-postgresql',
    )) as PostgresModule;
    const { dumbo, SQL } = (await load('@event-driven-io/dumbo')) as DumboModule;
    const pool = poolOf(await emptyDatabase());
    const connectionString = pool.options.connectionString ?? '';
    const { store } = await emmett.createPostgres(pool);
    await pool.query(totalsTable);
    let builds = 0;
    const evolve = (events: readonly ReadEvent[]): readonly object[] =>
      events.map(
        ({ data: { quantity, unitCents }, metadata: { streamName } }) =>
          SQL`INSERT INTO totals VALUES (${streamName}, ${quantity}, ${quantity * unitCents})
            ON CONFLICT (basket) DO UPDATE SET items = totals.items + excluded.items, cents = totals.cents + excluded.cents`,
      );
    const consumer = (isFollowing: boolean): Consumer => {
      builds += 1;
      const name = `totals${builds}`;
      const made = postgreSQLEventStoreConsumer({
        connectionString,
        pool: dumbo({ connectionString, pool }),
        ...(isFollowing
          ? {}
          : { pulling: { batchSize: 1_000, pullingFrequencyInMs: 0 }, stopWhen: { noMessagesLeft: true } }),
      });
      made.projector({
        processorId: name,
        projection: postgreSQLRawBatchSQLProjection({ name, canHandle: ['ItemAdded'], evolve }),
      });
      return made;
    };
    return {
      async append(stream, streamVersion, items) {
        const metadata = newMetadata();
        const events = items.map((data) => ({ type: 'ItemAdded' as const, data, metadata }));
        await store.appendToStream(stream, events, { expectedStreamVersion: BigInt(streamVersion) });
      },
      async build() {
        await pool.query('DELETE FROM totals');
        const made = consumer(false);
        await made.start();
        await made.close();
      },
      async follow() {
        const made = consumer(true);
        const ended = made.start();
        ended.catch(() => undefined);
        return async () => {
          await made.close();
          await ended.catch(() => undefined);
        };
      },
      ...totalsIn(pool),
      missesEvents: true,
      close: () => pool.end(),
    };
  };
}
