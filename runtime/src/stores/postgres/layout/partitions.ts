import { policiesOf } from './row-security.js';
import { frozen } from './tables.js';
import { eventGuards, eventsByLog } from './archive.js';
import { notedIds } from './noted-ids.js';
import { eventPlaces } from './tenancy.js';

/**
 * Makes the table of events, which is empty, anew in parts by stream. A unique index cannot reach over parts unless its
 * columns choose them, and an event's id does not: so ids stand in a table of their own, which refuses what was known
 * before. One position of one stream can only be in one part, and the streams themselves stay in one table.
 */
export function partitionEvents(s: string, parts: number): readonly string[] {
  const partOf = (part: number): string => `${s}.events_part_${String(part).padStart(3, '0')}`;
  const names = Array.from({ length: parts }, (_, part) => partOf(part));
  return [
    `DROP VIEW ${s}.events_by_log`,
    `DROP VIEW ${s}.event_places`,
    `DROP TABLE ${s}.events`,
    `CREATE TABLE ${s}.events (
      stream_key bigint NOT NULL,
      position bigint NOT NULL,
      event_id uuid NOT NULL,
      type text COLLATE "C" NOT NULL,
      schema_version bigint NOT NULL,
      recorded_at timestamptz NOT NULL,
      metadata text NOT NULL,
      data text NOT NULL,
      tenant text COLLATE "C" NOT NULL DEFAULT '',
      PRIMARY KEY (stream_key, position)
    ) PARTITION BY HASH (stream_key)`,
    `COMMENT ON TABLE ${s}.events IS 'append-only; data and metadata are JSON text, exactly as written'`,
    ...names.map(
      (name, part) =>
        `CREATE TABLE ${name} PARTITION OF ${s}.events FOR VALUES WITH (MODULUS ${parts}, REMAINDER ${part})`,
    ),
    `CREATE TABLE ${s}.event_ids (
      event_id uuid CONSTRAINT events_event_id PRIMARY KEY,
      stream_key bigint NOT NULL,
      position bigint NOT NULL
    )`,
    `COMMENT ON TABLE ${s}.event_ids IS 'each event once, so that no id is stored twice in whatever part'`,
    notedIds(s),
    `CREATE TRIGGER events_have_ids AFTER INSERT ON ${s}.events REFERENCING NEW TABLE AS stored
      FOR EACH STATEMENT EXECUTE FUNCTION ${s}.note_ids()`,
    ...eventGuards(s, 'events'),
    `CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON ${s}.events
      FOR EACH STATEMENT EXECUTE FUNCTION ${s}.refuse_change()`,
    ...frozen(s, 'event_ids'),
    ...names.map(
      (name) =>
        `CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON ${name}
          FOR EACH STATEMENT EXECUTE FUNCTION ${s}.refuse_change()`,
    ),
    ...eventPlaces(s, 'event_ids'),
    eventsByLog(s),
    ...policiesOf(s, 'events'),
    `UPDATE ${s}.log SET partitions = ${parts}`,
  ];
}
