import { eventTable } from './event-table.js';
import { refuse } from './refuse-change.js';

const columns = 'log_position, stream_key, position, event_id, type, schema_version, recorded_at, metadata, data';

/** A row may go from one table only when the very same one lies in the other: moving loses nothing, whoever does it. */
function unlessIn(table: string): string {
  const same = columns.split(', ').map((column) => `o.${column} = old.${column}`);
  return `NOT EXISTS (SELECT 1 FROM ${table} o WHERE ${same.join(' AND ')})`;
}

/** A stream's version is told by its last row, and the log's head by the last of all. */
const isLast = `NOT EXISTS (SELECT 1 FROM varve_events l WHERE l.stream_key = old.stream_key AND l.position > old.position)`;

/**
 * The archive: a second table like `varve_events`, which keeps the last event of each stream whatever is archived. A stream that
 * is archived is closed as well, so that whoever inserts has one condition to look at.
 */
export const archive: readonly string[] = [
  'ALTER TABLE varve_streams ADD COLUMN archived_at TEXT',
  'ALTER TABLE varve_streams ADD COLUMN archived_before INTEGER NOT NULL DEFAULT 0',
  'DROP INDEX varve_streams_closed',
  `CREATE INDEX varve_streams_deleted ON varve_streams (stream_key) WHERE closed_at IS NOT NULL AND archived_at IS NULL`,
  eventTable('varve_archived_events'),
  'DROP TRIGGER varve_events_delete',
  refuse('varve_events', 'DELETE', 'events are append-only', `WHEN ${unlessIn('varve_archived_events')} OR ${isLast}`),
  refuse('varve_archived_events', 'UPDATE', 'events are append-only'),
  refuse('varve_archived_events', 'DELETE', 'events are append-only', `WHEN ${unlessIn('varve_events')}`),
  'DROP TRIGGER varve_streams_update_of_closed_at',
  refuse(
    'varve_streams',
    'UPDATE OF closed_at, archived_at',
    'deleted streams stay closed',
    'WHEN old.closed_at IS NOT NULL AND old.archived_at IS NULL',
  ),
  'DROP VIEW varve_events_by_log',
  `CREATE VIEW varve_events_by_log AS
    SELECT e.log_position, s.tenant, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id, e.data,
      e.metadata, s.closed_at IS NOT NULL AND s.archived_at IS NULL AS hidden, e.position < s.archived_before AS archived
    FROM (SELECT * FROM varve_events UNION ALL SELECT * FROM varve_archived_events) e
    JOIN varve_streams s ON s.stream_key = e.stream_key ORDER BY e.log_position`,
  'DROP VIEW varve_stream_versions',
  `CREATE VIEW varve_stream_versions AS
    SELECT s.tenant, s.stream_name, s.category, ifnull(max(e.position) + 1, 0) AS stream_version,
      max(e.recorded_at) AS last_recorded_at, s.closed_at, s.archived_at, s.archived_before
    FROM varve_streams s LEFT JOIN varve_events e ON e.stream_key = s.stream_key GROUP BY s.stream_key`,
];
