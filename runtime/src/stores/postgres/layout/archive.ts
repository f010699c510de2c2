import { appendFunction } from './append-function.js';
import { archiveFunction } from './archive-function.js';
import { closeStream } from './close-function.js';

const eventColumns = [
  'stream_key',
  'position',
  'event_id',
  'type',
  'schema_version',
  'recorded_at',
  'metadata',
  'data',
];

/**
 * The archive in schema `s`: a second table like `events`, and what reads and moves between the two. `append_v1` and
 * `close_stream_v1` are made anew where an earlier release made them, so that its processes see the archive, too.
 */
export function archive(s: string): readonly string[] {
  return [...archiveTables(s), ...archiveGuards(s), appendFunction(s), closeStream(s), archiveFunction(s)];
}

function archiveTables(s: string): readonly string[] {
  const columns = eventColumns.join(', ');
  return [
    `ALTER TABLE ${s}.streams ADD COLUMN archived_at timestamptz, ADD COLUMN archived_before bigint NOT NULL DEFAULT 0`,
    `COMMENT ON COLUMN ${s}.streams.closed_at IS 'when it was deleted or archived: it takes no more events'`,
    `COMMENT ON COLUMN ${s}.streams.archived_before IS 'events at positions before this one lie in archived_events'`,
    `CREATE TABLE ${s}.archived_events (
      stream_key bigint NOT NULL,
      position bigint NOT NULL,
      event_id uuid NOT NULL CONSTRAINT archived_events_event_id UNIQUE,
      type text COLLATE "C" NOT NULL,
      schema_version bigint NOT NULL,
      recorded_at timestamptz NOT NULL,
      metadata text NOT NULL,
      data text NOT NULL,
      PRIMARY KEY (stream_key, position)
    )`,
    `COMMENT ON TABLE ${s}.archived_events IS 'events that were moved out of the way; log_order still says where they lie'`,
    `CREATE VIEW ${s}.all_events AS
      SELECT ${columns} FROM ${s}.events UNION ALL SELECT ${columns} FROM ${s}.archived_events`,
    `CREATE OR REPLACE VIEW ${s}.events_by_log AS
      SELECT o.log_position, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id, e.data,
        e.metadata, s.closed_at IS NOT NULL AND s.archived_at IS NULL AS hidden, e.position < s.archived_before AS archived
      FROM ${s}.all_events e JOIN ${s}.streams s USING (stream_key) LEFT JOIN ${s}.log_order o USING (stream_key, position)
      ORDER BY o.log_position NULLS LAST, e.recorded_at, s.stream_name, e.position`,
  ];
}

/** A row may go from one table only when the very same one lies in the other: moving loses nothing, whoever does it. */
function archiveGuards(s: string): readonly string[] {
  const compared = (row: string): string => `(${eventColumns.map((column) => `${row}.${column}`).join(', ')})`;
  const unlessIn = (other: string): string => `EXISTS (SELECT FROM ${s}.${other} o
          WHERE o.stream_key = old.stream_key AND o.position = old.position AND ${compared('o')} = ${compared('old')})`;
  const refuse = (name: string, event: string, table: string, how: string): string =>
    `CREATE TRIGGER ${name} BEFORE ${event} ON ${s}.${table} FOR EACH ${how}()`;
  const change = `ROW EXECUTE FUNCTION ${s}.refuse_change`;
  return [
    `CREATE FUNCTION ${s}.refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        IF TG_TABLE_NAME = 'events' THEN
          IF ${unlessIn('archived_events')} THEN RETURN old; END IF;
        ELSIF ${unlessIn('events')} THEN
          RETURN old;
        END IF;
        RAISE EXCEPTION '% is refused on %: what was stored stays', TG_OP, TG_TABLE_NAME USING ERRCODE = 'VR900';
      END $body$`,
    `DROP TRIGGER events_are_append_only ON ${s}.events`,
    refuse('events_are_append_only', 'UPDATE', 'events', change),
    refuse('events_only_move', 'DELETE', 'events', `ROW EXECUTE FUNCTION ${s}.refuse_loss`),
    refuse('archived_events_are_append_only', 'UPDATE', 'archived_events', change),
    refuse('archived_events_only_move', 'DELETE', 'archived_events', `ROW EXECUTE FUNCTION ${s}.refuse_loss`),
    refuse(
      'archived_events_are_not_emptied',
      'TRUNCATE',
      'archived_events',
      `STATEMENT EXECUTE FUNCTION ${s}.refuse_change`,
    ),
    `DROP TRIGGER streams_stay_closed ON ${s}.streams`,
    `CREATE TRIGGER streams_stay_closed BEFORE UPDATE ON ${s}.streams FOR EACH ROW
      WHEN (old.closed_at IS NOT NULL AND old.archived_at IS NULL) EXECUTE FUNCTION ${s}.refuse_change()`,
  ];
}
