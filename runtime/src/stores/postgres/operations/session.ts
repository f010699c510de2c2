import { assertCount } from '../../../store/storable-text.js';
import { Connections, type Rows } from '../connections.js';
import type { Cell, PostgresConnection, PostgresDriver } from '../driver.js';
import type { LogPlace } from '../find-log.js';
import { quoteIdentifier } from '../layout/identifier.js';
import { openDriver } from '../open-driver.js';
import type { PgPool } from '../pg-driver.js';
import { storeErrorOf } from '../postgres-errors.js';

export interface PostgresOperationOptions {
  /** A connection string, a pool of the package `pg`, or a driver. What was not opened here is not closed here. */
  readonly connection: string | PgPool | PostgresDriver;
  /** Where the tables lie. Default `varve`. */
  readonly schema?: string;
  /** Milliseconds to wait for a connection and for locks of others. Default 10,000. */
  readonly lockTimeout?: number;
  /** Milliseconds that the whole may take. Default an hour. */
  readonly statementTimeout?: number;
}

/** One connection, for who looks after a store. */
export interface Session extends LogPlace {
  readonly connections: Connections;
  readonly connection: PostgresConnection;
  readonly patience: number;
  ask(text: string, parameters?: readonly Cell[]): Promise<Rows>;
}

/** Opens a session, works, and leaves nothing behind. @throws what `openPostgresStore` throws */
export async function withSession<T>(
  options: PostgresOperationOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { schema: schemaName = 'varve', lockTimeout: patience = 10_000, statementTimeout = 3_600_000 } = options;
  assertCount('lockTimeout', patience, 1);
  assertCount('statementTimeout', statementTimeout, 1);
  const schema = quoteIdentifier('schema', schemaName);
  const place = `schema ${schemaName}`;
  const driver = await openDriver(options.connection, { prepare: false });
  const connections = new Connections({ driver, patience, statementTimeout });
  let connection: PostgresConnection | undefined;
  try {
    const taken = await connections.acquire();
    connection = taken;
    const ask: Session['ask'] = (text, parameters = []) => connections.run(taken, { text, parameters });
    const answer = await work({ schema, schemaName, place, connections, connection, patience, ask });
    connection.release('fit');
    return answer;
  } catch (error) {
    // It may be left inside a transaction.
    connection?.release('unfit');
    throw storeErrorOf(error, place, patience);
  } finally {
    await driver.close();
  }
}
