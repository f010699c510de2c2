/**
 * Emmett's stores, loaded only if they are installed. Its packages come and go with `bench/node_modules`, so what is used
 * of them is spelt out here, and the one cast of this file is where an import becomes that.
 */
import type { Pool } from 'pg';
import type { EventMetadata, ItemAddedData } from '../workload.js';

export interface EmmettEvent {
  readonly type: 'ItemAdded';
  readonly data: ItemAddedData;
  readonly metadata: EventMetadata;
}

export interface EmmettStore {
  appendToStream(
    stream: string,
    events: readonly EmmettEvent[],
    options: { readonly expectedStreamVersion: bigint },
  ): Promise<unknown>;
  readStream(stream: string): Promise<{ readonly events: readonly EmmettEvent[] }>;
  aggregateStream<State>(stream: string, fold: EmmettFold<State>): Promise<{ readonly state: State }>;
}

export interface EmmettFold<State> {
  readonly evolve: (state: State, event: EmmettEvent) => State;
  readonly initialState: () => State;
}

type HandleCommand<State> = (
  store: EmmettStore,
  stream: string,
  decide: (state: State) => readonly EmmettEvent[],
) => Promise<unknown>;

interface EmmettModule {
  readonly getInMemoryEventStore: () => EmmettStore;
  readonly CommandHandler: <State>(fold: EmmettFold<State>) => HandleCommand<State>;
}

interface Connection {
  query(sql: string): Promise<readonly object[]>;
  close(): void;
}

interface EmmettSqliteModule {
  readonly sqliteConnection: (options: { readonly fileName: string }) => Connection;
  readonly getSQLiteEventStore: (options: {
    readonly fileName: string;
    readonly connectionOptions: { readonly singleton: true; readonly connection: Connection };
  }) => EmmettStore & { readonly schema: { migrate(): Promise<void> } };
  readonly readMessagesBatch: (connection: Connection, options: BatchOptions) => Promise<Batch>;
}

/** The one thing of its database layer that is used: a pool it is given, and statements on it. */
interface Dumbo {
  readonly execute: object;
}

interface DumboModule {
  readonly dumbo: (options: { readonly connectionString: string; readonly pool: Pool }) => Dumbo;
}

interface EmmettPostgresModule {
  readonly getPostgreSQLEventStore: (
    connectionString: string,
    options: { readonly connectionOptions: { readonly dumbo: Dumbo } },
  ) => EmmettStore & { readonly schema: { migrate(): Promise<unknown> } };
  readonly readMessagesBatch: (execute: object, options: BatchOptions) => Promise<Batch>;
}

interface BatchOptions {
  readonly after: bigint;
  readonly batchSize: number;
}

interface Batch {
  readonly messages: readonly EmmettEvent[];
  readonly currentGlobalPosition: bigint;
}

/** A store and its log. */
export interface EmmettLog {
  readonly store: EmmettStore;
  /** Data of the whole log in batches; @returns how many events came. */
  readLog(batchSize: number): Promise<number>;
}

export interface EmmettSqlite extends EmmettLog {
  close(): Promise<void>;
}

export interface Emmett {
  readonly createMemory: () => EmmettStore;
  /** Its fastest set-up: one connection for all calls, where the default opens one per call. */
  readonly createSqlite: (file: string) => Promise<EmmettSqlite>;
  /** On a pool that stays the caller's. */
  readonly createPostgres: (pool: Pool) => Promise<EmmettLog>;
  readonly commandHandler: <State>(fold: EmmettFold<State>) => HandleCommand<State>;
}

export type EmmettOrWhyNot = { readonly emmett: Emmett } | { readonly missing: string };

export async function loadEmmett(): Promise<EmmettOrWhyNot> {
  try {
    const emmett = (await importPackage('@event-driven-io/emmett')) as EmmettModule;
    const sqlite = (await importPackage('@event-driven-io/emmett-sqlite')) as EmmettSqliteModule;
    const postgres = (await importPackage('@event-driven-io/emmett-postgresql')) as EmmettPostgresModule;
    const { dumbo } = (await importPackage('@event-driven-io/dumbo')) as DumboModule;
    return {
      emmett: {
        createMemory: () => emmett.getInMemoryEventStore(),
        createSqlite: (file) => createSqlite(sqlite, file),
        createPostgres: (pool) => createPostgres(postgres, dumbo, pool),
        commandHandler: (fold) => emmett.CommandHandler(fold),
      },
    };
  } catch (error) {
    return { missing: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

function importPackage(name: string): Promise<unknown> {
  return import(name);
}

async function createSqlite(sqlite: EmmettSqliteModule, file: string): Promise<EmmettSqlite> {
  const connection = sqlite.sqliteConnection({ fileName: file });
  // It asks for this itself, but does not wait: a migration that begins first keeps the slow journal, with four syncs a commit.
  await connection.query('PRAGMA journal_mode = WAL');
  const store = sqlite.getSQLiteEventStore({ fileName: file, connectionOptions: { singleton: true, connection } });
  await store.schema.migrate();
  return {
    store,
    readLog: (batchSize) => countLog((after) => sqlite.readMessagesBatch(connection, { after, batchSize }), batchSize),
    async close() {
      connection.close();
    },
  };
}

async function createPostgres(
  { getPostgreSQLEventStore, readMessagesBatch }: EmmettPostgresModule,
  dumbo: DumboModule['dumbo'],
  pool: Pool,
): Promise<EmmettLog> {
  const connectionString = pool.options.connectionString ?? '';
  const connections = dumbo({ connectionString, pool });
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { dumbo: connections } });
  await store.schema.migrate();
  return {
    store,
    readLog: (batchSize) =>
      countLog((after) => readMessagesBatch(connections.execute, { after, batchSize }), batchSize),
  };
}

async function countLog(read: (after: bigint) => Promise<Batch>, batchSize: number): Promise<number> {
  let after = 0n;
  for (let count = 0; ;) {
    const batch = await read(after);
    count += batch.messages.length;
    if (batch.messages.length < batchSize) return count;
    after = batch.currentGlobalPosition;
  }
}
