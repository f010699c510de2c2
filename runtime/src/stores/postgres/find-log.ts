import { NewerStoreLayoutError, NotAVarveStoreError } from '../../errors/store-file-errors.js';
import type { PostgresConnection } from './driver.js';
import { currentLayout } from './layout/migrations.js';
import { isDefinite, sqlFailureOf } from './sql-failure.js';

export interface LogPlace {
  readonly schemaName: string;
  /** Quoted, for SQL. */
  readonly schema: string;
  readonly place: string;
}

export interface FoundLog {
  readonly logId: string;
  readonly layout: number;
}

/** @throws NotAVarveStoreError, NewerStoreLayoutError */
export async function findLog(
  { schema, schemaName, place }: LogPlace,
  connection: PostgresConnection,
): Promise<FoundLog | undefined> {
  const [there] = await connection.run({
    text: `SELECT c.oid::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = 'log'`,
    parameters: [schemaName],
  });
  if (there === undefined) return undefined;
  let row: readonly (string | null)[] | undefined;
  try {
    [row] = await connection.run({ text: `SELECT log_id, layout, least_layout FROM ${schema}.log`, parameters: [] });
  } catch (error) {
    if (!isDefinite(error) || sqlFailureOf(error)?.sqlState !== '42703') throw error;
    throw new NotAVarveStoreError(place, 'it holds a table log of something else', { cause: error });
  }
  const [logId, layout, least] = row ?? [];
  if (typeof logId !== 'string') throw new NotAVarveStoreError(place, 'its table log is empty');
  if (Number(least) > currentLayout) throw new NewerStoreLayoutError(place, Number(layout), currentLayout);
  return { logId, layout: Number(layout) };
}
