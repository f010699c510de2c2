// The one thing this store asks of a driver. Everything goes out and comes back as text, so that neither a driver's own
// conversions nor those a program has set for its other queries can touch what is stored.

export type Cell = string | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** One statement, sent with its parameters in the extended protocol, so that it cannot be two. */
export interface SqlStatement {
  readonly text: string;
  readonly parameters: readonly Cell[];
}

export interface SqlRows {
  readonly rows: readonly SqlRow[];
  /** Rows returned or changed. */
  readonly rowCount: number;
}

/** Of one statement with several lists of parameters. */
export interface SqlAnswers {
  /** Rows for each list, as `run` returns them, up to the one that failed. */
  readonly answers: readonly (readonly (readonly Cell[])[])[];
  /** Why there are fewer answers than lists. */
  readonly failure?: Error | undefined;
}

/** A connection that nobody else uses until it is released. */
export interface PostgresConnection {
  /** @returns rows of the columns' text as PostgreSQL wrote it */
  run(statement: SqlStatement): Promise<readonly (readonly Cell[])[]>;
  /**
   * One statement with each of several lists of parameters in one round trip, where the client can: as one transaction, or as
   * a part of the one that is open.
   */
  readonly runAll?: (text: string, lists: readonly (readonly Cell[])[]) => Promise<SqlAnswers>;
  /** Several statements without parameters. */
  script(text: string): Promise<void>;
  /** A user's statement, with the driver's own conversions. */
  query(text: string, parameters: readonly unknown[]): Promise<SqlRows>;
  /** `unfit`: something went wrong on the way, and nobody may use the connection again. */
  release(state: 'fit' | 'unfit'): void;
}

/** Where connections come from. `openPostgresStore` makes one of a connection string or a pool; `pgliteDriver` of PGlite. */
export interface PostgresDriver {
  /** Several connections at a time: while one holds a transaction open, others go on reading. */
  readonly concurrent: boolean;
  acquire(): Promise<PostgresConnection>;
  /** Ends connections that the driver has opened itself. */
  close(): Promise<void>;
}
