import { appendFunction } from './append-function.js';
import { archiveFunction } from './archive-function.js';
import { closeStream } from './close-function.js';
import { eventColumns, eventsWherever } from './events-wherever.js';
import { withTenants } from './function-scope.js';
import { notedIds } from './noted-ids.js';
import { fenceLike, policiesOf } from './row-security.js';
import { unfenced } from './unfenced-function.js';

/**
 * The third layout, with an archive: a second table like `events`, and what reads and moves between the two. Functions that
 * append and close are made anew, so that processes of the release before see the archive, too.
 */
export function archive(s: string): readonly string[] {
  return [
    ...archiveTables(s),
    eventsByLog(s),
    refuseLoss(s),
    `DROP TRIGGER events_are_append_only ON ${s}.events`,
    ...eventGuards(s, 'events'),
    ...eventGuards(s, 'archived_events'),
    `CREATE TRIGGER archived_events_are_not_emptied BEFORE TRUNCATE ON ${s}.archived_events
      FOR EACH STATEMENT EXECUTE FUNCTION ${s}.refuse_change()`,
    `DROP TRIGGER streams_stay_closed ON ${s}.streams`,
    `CREATE TRIGGER streams_stay_closed BEFORE UPDATE ON ${s}.streams FOR EACH ROW
      WHEN (old.closed_at IS NOT NULL AND old.archived_at IS NULL) EXECUTE FUNCTION ${s}.refuse_change()`,
    ...definers(s),
    appendFunction(s, withTenants),
    closeStream(s, withTenants),
    archiveFunction(s),
    ...policiesOf(s, 'archived_events'),
    fenceLike(s),
  ];
}

function archiveTables(s: string): readonly string[] {
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
      tenant text COLLATE "C" NOT NULL DEFAULT '',
      PRIMARY KEY (stream_key, position)
    )`,
    `COMMENT ON TABLE ${s}.archived_events IS 'events that were moved out of the way; log_order still says where they lie'`,
    // Events in parts have a table of ids, in which they stay wherever they lie.
    `DO $body$ BEGIN
      IF coalesce((SELECT partitions FROM ${s}.log), 0) = 0 THEN
        CREATE OR REPLACE VIEW ${s}.event_places AS SELECT event_id, stream_key, position FROM ${s}.events
          UNION ALL SELECT event_id, stream_key, position FROM ${s}.archived_events;
      ELSE
        ${notedIds(s)};
      END IF;
    END $body$`,
  ];
}

/** As in the layout before, and which events lie in the archive. */
export function eventsByLog(s: string): string {
  return `CREATE OR REPLACE VIEW ${s}.events_by_log AS
      SELECT o.log_position, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id, e.data,
        e.metadata, s.closed_at IS NOT NULL AND s.archived_at IS NULL AS hidden, e.tenant,
        e.position < s.archived_before AS archived
      FROM ${eventsWherever(s)} e JOIN ${s}.streams s USING (stream_key)
      LEFT JOIN ${s}.log_order o USING (stream_key, position)
      ORDER BY o.log_position NULLS LAST, e.recorded_at, s.stream_name, e.position`;
}

/** A row may go from one table only when the very same one lies in the other: moving loses nothing, whoever does it. */
function refuseLoss(s: string): string {
  const compared = (row: string): string => `(${eventColumns.map((column) => `${row}.${column}`).join(', ')})`;
  const unlessIn = (other: string): string => `EXISTS (SELECT FROM ${s}.${other} o
          WHERE o.stream_key = old.stream_key AND o.position = old.position AND ${compared('o')} = ${compared('old')})`;
  return `CREATE FUNCTION ${s}.refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        -- Events may lie in parts, each with a name of its own.
        IF TG_TABLE_NAME = 'archived_events' THEN
          IF ${unlessIn('events')} THEN RETURN old; END IF;
        ELSIF ${unlessIn('archived_events')} THEN
          RETURN old;
        END IF;
        RAISE EXCEPTION '% is refused on %: what was stored stays', TG_OP, TG_TABLE_NAME USING ERRCODE = 'VR900';
      END $body$`;
}

/** Rows of a table of events are never changed, and only move. */
export function eventGuards(s: string, table: 'events' | 'archived_events'): readonly string[] {
  const guard = (name: string, event: string, refusal: string): string =>
    `CREATE TRIGGER ${table}_${name} BEFORE ${event} ON ${s}.${table} FOR EACH ROW EXECUTE FUNCTION ${s}.${refusal}()`;
  return [guard('are_append_only', 'UPDATE', 'refuse_change'), guard('only_move', 'DELETE', 'refuse_loss')];
}

/** What a tenant may ask of what it must not see, with the archive in view. */
function definers(s: string): readonly string[] {
  return [
    unfenced(
      s,
      'event_at_v1(place bigint, OUT event_id uuid)',
      `SELECT e.event_id INTO event_at_v1.event_id FROM ${s}.log_order o
        JOIN ${eventsWherever(s)} e ON e.stream_key = o.stream_key AND e.position = o.position WHERE o.log_position = place`,
    ),
    unfenced(
      s,
      'is_archived_v1(ids uuid[], OUT is_archived boolean)',
      `is_archived_v1.is_archived := EXISTS (SELECT FROM ${s}.archived_events a WHERE a.event_id = ANY (ids))`,
    ),
  ];
}
