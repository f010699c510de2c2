import type { Cell, PostgresConnection, PostgresDriver, SqlRow, SqlStatement } from './driver.js';
import { loadPg } from './pg-module.js';
import { type PgAnswer, type PgAnswers, submitStatement, takesStatements } from './pg-statement.js';
import { CommitRefusedError } from './postgres-errors.js';
import { preparedName } from './prepared-name.js';

/** The part of a `Pool` of the package `pg` that is used here, in words of our own: published types need no other package's. */
export interface PgPool {
  connect(): Promise<PgClient>;
}

export interface PgClient {
  query(query: PgQuery): Promise<PgResult>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
  /** With `true` the connection is closed instead of kept. */
  release(destroy?: boolean): void;
}

export interface PgQuery {
  readonly text: string;
  values?: unknown[];
  name?: string | undefined;
  rowMode?: 'array';
  queryMode?: string;
  types?: { getTypeParser(): (text: string) => unknown };
}

export interface PgResult {
  readonly rows: readonly unknown[];
  readonly rowCount: number | null;
  /** What was done, in PostgreSQL's words. */
  readonly command?: string;
}

export interface PgDriverSettings {
  /** Keeps statements prepared by name on their connections. */
  readonly prepare: boolean;
}

/** A driver over somebody's pool, which stays theirs to end. */
export function pgDriver(pool: PgPool, settings: PgDriverSettings): PostgresDriver {
  return {
    concurrent: true,
    async acquire() {
      const client = await pool.connect();
      return connectionOf(client, settings);
    },
    async close() {},
  };
}

/** A driver with a pool of its own. @throws PostgresDriverMissingError */
export async function openPgDriver(connectionString: string, settings: PgDriverSettings): Promise<PostgresDriver> {
  const { Pool } = await loadPg();
  const pool = new Pool({ connectionString, fallback_application_name: 'varve', keepAlive: true });
  // A connection that fails while nobody uses it is replaced when one is needed.
  pool.on('error', () => undefined);
  return { ...pgDriver(pool, settings), close: () => pool.end() };
}

const asText = { getTypeParser: () => (text: string) => text };

const ignore = (): void => undefined;

function connectionOf(client: PgClient, { prepare }: PgDriverSettings): PostgresConnection {
  // Without a listener a connection that breaks between two statements would end the process.
  client.on('error', ignore);
  const submits = takesStatements(client);
  const submit = (text: string, lists: readonly (readonly Cell[])[]): Promise<PgAnswers> =>
    submitStatement(client, text, lists, prepare ? preparedName(text) : undefined);
  const send = async ({ text, parameters }: SqlStatement): Promise<PgAnswer | undefined> => {
    if (!submits) return queryStatement(client, { text, parameters }, prepare);
    const { answers, failure } = await submit(text, [parameters]);
    if (failure !== undefined) throw failure;
    return answers[0];
  };
  const runAll: PostgresConnection['runAll'] = async (text, lists) => {
    const { answers, failure } = await submit(text, lists);
    return { answers: answers.map(({ rows }) => rows), failure };
  };
  return {
    async run(statement) {
      const { rows = [], command } = (await send(statement)) ?? {};
      if (statement.text === 'COMMIT' && command === 'ROLLBACK') throw new CommitRefusedError();
      return rows;
    },
    ...(submits ? { runAll } : {}),
    async script(text) {
      await client.query({ text });
    },
    async query(text, parameters) {
      const { rows, rowCount } = await client.query({ text, values: [...parameters], queryMode: 'extended' });
      return { rows: rows as readonly SqlRow[], rowCount: rowCount ?? rows.length };
    },
    release(state) {
      client.removeListener('error', ignore);
      client.release(state === 'unfit');
    },
  };
}

/** The same by what any client of this kind understands. */
async function queryStatement(
  client: PgClient,
  { text, parameters }: SqlStatement,
  prepare: boolean,
): Promise<PgAnswer> {
  const query: PgQuery = { text, values: [...parameters], rowMode: 'array', queryMode: 'extended', types: asText };
  if (prepare) query.name = preparedName(text);
  const { rows, command } = await client.query(query);
  return { rows: rows as PgAnswer['rows'], command };
}
