import type { NewStoredEvent } from '../../store/stored-event.js';
import type { Connection } from './connection.js';
import type { SqliteValue } from './driver.js';

/** Where a batch goes, and what its events share. */
export interface BatchPlace {
  readonly key: number;
  readonly firstPosition: number;
  readonly recordedAt: string;
  readonly refused: IfRefused;
}

/**
 * What becomes of a batch of which SQLite refuses an event. `part`: those before it stay, and whoever sees it rolls all of
 * it back, so that SQLite need not keep copies of pages for that. `whole`: nothing stays.
 */
export type IfRefused = 'part' | 'whole';

/** A call into the driver costs as much as two rows do, so that rows go in together. */
export const mostRows = 16;

/**
 * Null, which the column refuses, for a closed stream, when the batch would begin before the border of the archive, where
 * positions that have been taken are free again, or when an id of it lies in the archive.
 */
const openStream = (ids: readonly string[]): string => `(SELECT stream_key FROM varve_streams
    WHERE stream_key = ?1 AND closed_at IS NULL AND archived_before <= ?3 AND (NOT EXISTS (SELECT 1 FROM varve_archived_events)
      OR NOT EXISTS (SELECT 1 FROM varve_archived_events WHERE event_id IN (${ids.join(', ')}))))`;

// By number of rows, each made when it is first needed.
const statements: Readonly<Record<IfRefused, string[]>> = { part: [], whole: [] };

/** Parameters are stream key, time of recording and first position, then five of each row. */
function statementFor(rows: number, refused: IfRefused): string {
  return (statements[refused][rows] ??= statementText(rows, refused));
}

function statementText(rows: number, refused: IfRefused): string {
  const key = openStream(Array.from({ length: rows }, (_, row) => `?${4 + 5 * row}`));
  const values = Array.from({ length: rows }, (_, row) => {
    const [id, type, schemaVersion, metadata, data] = [4, 5, 6, 7, 8].map((place) => `?${place + 5 * row}`);
    return `(${row === 0 ? key : '?1'}, ?3 + ${row}, ${id}, ${type}, ${schemaVersion}, ?2, ${metadata}, ${data})`;
  });
  return `INSERT OR ${refused === 'part' ? 'FAIL' : 'ABORT'} INTO varve_events
    (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data) VALUES ${values.join(', ')}`;
}

/** Inserts at least one event into an open stream. @returns the log place of the last one */
export function insertEvents(
  connection: Connection,
  { key, firstPosition, recordedAt, refused }: BatchPlace,
  events: readonly NewStoredEvent[],
): number {
  let place = 0;
  for (let from = 0; from < events.length; from += mostRows) {
    const rows = events.length <= mostRows ? events : events.slice(from, from + mostRows);
    const parameters: SqliteValue[] = [key, recordedAt, firstPosition + from];
    for (const { eventId, type, schemaVersion, metadata, data } of rows) {
      parameters.push(eventId, type, schemaVersion, metadata, data);
    }
    place = Number(connection.statement(statementFor(rows.length, refused)).run(...parameters).lastInsertRowid);
  }
  return place;
}
