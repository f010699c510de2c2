import type { Pool } from 'pg';
import { newMetadata } from '../workload.js';
import { rowOf } from './raw-memory.js';
import type { RawLogRow, RawLogStore, RawRow } from './raw-store.js';

const schema = `
  CREATE TABLE stream (name text PRIMARY KEY, length bigint NOT NULL);
  CREATE TABLE event (
    place bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    stream text NOT NULL,
    position bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    schema_version integer NOT NULL,
    data text NOT NULL,
    metadata text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (stream, position)
  )`;

/** $1 stream, $2 its expected length, $3 how many events there are, then their columns. */
const append = `
  WITH grown AS (
    UPDATE stream SET length = length + $3::bigint WHERE name = $1 AND length = $2::bigint RETURNING 1
  ), begun AS (
    INSERT INTO stream SELECT $1, $3::bigint WHERE $2::bigint = 0 ON CONFLICT DO NOTHING RETURNING 1
  )
  INSERT INTO event (stream, position, event_id, type, schema_version, data, metadata)
    SELECT $1, $2::bigint + given.place - 1, given.id, given.type, given.schema_version, given.data, given.metadata
    FROM unnest($4::uuid[], $5::text[], $6::integer[], $7::text[], $8::text[])
      WITH ORDINALITY AS given (id, type, schema_version, data, metadata, place)
    WHERE EXISTS (SELECT FROM grown UNION ALL SELECT FROM begun)`;
const columns = 'position, event_id, type, schema_version, data, metadata, recorded_at';
const select = `SELECT ${columns} FROM event WHERE stream = $1 ORDER BY position`;
const scan = `SELECT place, stream, ${columns} FROM event WHERE place > $1 ORDER BY place LIMIT $2`;

type Cells = readonly string[];

/** Rows come as arrays of text: what the driver makes of them otherwise, dates above all, costs more than the query. */
const asText = { getTypeParser: () => (text: string) => text };

/**
 * The least that a store on PostgreSQL can be: a prepared statement with the version check that appends, a prepared SELECT.
 * Its log is in the order in which events were inserted, so that a reader can miss some, and no event id is looked up.
 */
export async function createRawPostgres(pool: Pool): Promise<RawLogStore> {
  await pool.query(schema);
  const read = async (name: string, text: string, values: readonly unknown[]): Promise<readonly Cells[]> => {
    const query = { name, text, values: [...values], rowMode: 'array' as const, types: asText };
    return (await pool.query<string[]>(query)).rows;
  };
  return {
    async append(stream, streamVersion, items) {
      const metadata = JSON.stringify(newMetadata());
      const rows = items.map((item, index) => rowOf(item, streamVersion + index, { metadata, recordedAt: '' }));
      const values = [
        stream,
        streamVersion,
        rows.length,
        rows.map(({ event_id }) => event_id),
        rows.map(({ type }) => type),
        rows.map(({ schema_version }) => schema_version),
        rows.map(({ data }) => data),
        rows.map((row) => row.metadata),
      ];
      const { rowCount } = await pool.query({ name: 'append', text: append, values });
      if (rowCount !== rows.length) throw new Error(`${stream} is not at ${streamVersion}.`);
      return streamVersion + items.length;
    },
    async readRows(stream) {
      return (await read('select', select, [stream])).map((cells) => rowIn(cells, 0));
    },
    async readLog(after, limit) {
      return (await read('scan', scan, [after, limit])).map(logRowIn);
    },
    close: () => pool.end(),
  };
}

function rowIn(cells: Cells, from: number): RawRow {
  return {
    position: Number(cells[from]),
    event_id: cells[from + 1] ?? '',
    type: cells[from + 2] ?? '',
    schema_version: Number(cells[from + 3]),
    data: cells[from + 4] ?? '',
    metadata: cells[from + 5] ?? '',
    recorded_at: cells[from + 6] ?? '',
  };
}

function logRowIn(cells: Cells): RawLogRow {
  return { ...rowIn(cells, 2), place: Number(cells[0]), stream: cells[1] ?? '' };
}
