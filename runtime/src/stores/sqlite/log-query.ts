import type { ReadLogOptions } from '../../store/read.js';
import { inBoth } from './both-tables.js';
import type { SqliteValue } from './driver.js';

const columns = `log_position, stream_key, position, event_id, type, schema_version, recorded_at, metadata, data`;
const notDeleted = `stream_key NOT IN (
    SELECT stream_key FROM varve_streams WHERE closed_at IS NOT NULL AND archived_at IS NULL)`;
const notArchived = `NOT EXISTS (
    SELECT 1 FROM varve_streams s WHERE s.stream_key = e.stream_key AND s.archived_before > e.position)`;

const ofTenant = 'EXISTS (SELECT 1 FROM varve_streams s WHERE s.stream_key = e.stream_key AND s.tenant = ?3)';

export interface LogQuery {
  /** Rows of a range of log places, `?1` and `?2`, those from the archive first. */
  readonly sql: string;
  /** Those of the filter. */
  readonly parameters: readonly SqliteValue[];
}

export function logQuery(tenant: string, { filter, archived }: ReadLogOptions): LogQuery {
  const parameters: SqliteValue[] = [];
  const conditions = [notDeleted];
  if (archived === 'exclude') conditions.push(notArchived);
  if (tenant !== '') {
    parameters.push(tenant);
    conditions.push(ofTenant);
  }
  if (filter?.types !== undefined) {
    parameters.push(JSON.stringify(filter.types));
    conditions.push(`type IN (SELECT value FROM json_each(?${2 + parameters.length}))`);
  }
  if (filter?.categories !== undefined) {
    parameters.push(JSON.stringify(filter.categories));
    conditions.push(`stream_key IN (SELECT stream_key FROM varve_streams
      WHERE category IN (SELECT value FROM json_each(?${2 + parameters.length})))`);
  }
  const select = (events: string): string =>
    `SELECT ${columns} FROM ${events} e WHERE log_position > ?1 AND log_position <= ?2 AND ${conditions.join(' AND ')}`;
  return {
    sql: archived !== 'exclude' ? inBoth(select) : `${select('varve_events')} ORDER BY log_position`,
    parameters,
  };
}

/** Sorts rows by their first column where they come from both tables, which is seldom. */
export function inOrder<Row extends readonly [number, ...unknown[]]>(rows: Row[]): Row[] {
  let last = -1;
  for (const [place] of rows) {
    if (place < last) return rows.sort((a, b) => a[0] - b[0]);
    last = place;
  }
  return rows;
}
