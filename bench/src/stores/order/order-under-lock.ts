import type { Pool } from 'pg';

const pending =
  /INSERT INTO (\S+)\.pending \(stream_key, first_position, event_count\) VALUES \(its_key, first_place, batch\);/;

/**
 * Turns a store into the other design: an append takes the log's lock just before it gives out positions, and holds it to the
 * commit. Everything else stays as it is, the row that tells the head included. An experiment; nothing but a benchmark
 * should do this.
 * @throws Error when the functions do not look as expected any more
 */
export async function orderUnderLock(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ readonly text: string }>(
    `SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = 'varve' AND p.prokind = 'f' ORDER BY p.proname`,
  );
  const appending = rows.filter(({ text }) => pending.test(text));
  if (appending.length === 0) throw new Error('No function puts rows into pending as this experiment expects.');
  for (const { text } of appending) await pool.query(text.replace(pending, underLock));
}

/** The head is moved by the statement that reads it, so that a reader finds positions and head of one moment. */
function underLock(_: string, schema: string): string {
  return `PERFORM pg_advisory_xact_lock(1447121477);
      UPDATE ${schema}.log l SET head = l.head + batch RETURNING l.head - batch INTO required;
      INSERT INTO ${schema}.log_order (log_position, stream_key, position)
        SELECT required + i + 1, its_key, first_place + i FROM generate_series(0, batch - 1) AS i;`;
}
