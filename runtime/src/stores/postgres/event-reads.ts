import type { EventId, StreamName } from '../../message/identifiers.js';
import { logPositionOf } from '../../store/numeric-log-position.js';
import type { LoggedStoredEvent, StoredEvent } from '../../store/stored-event.js';
import type { Cell, SqlStatement } from './driver.js';
import { perSchema } from './per-schema.js';

/** The columns of an event, in the order in which `storedEvent` takes them. */
const columns = `e.position, e.event_id, e.type, e.schema_version, to_json(e.recorded_at AT TIME ZONE 'UTC') AS recorded_at,
  e.metadata, e.data`;

export interface StreamRange {
  readonly streamName: StreamName;
  /** `undefined`: from the end, backwards. */
  readonly from: number | undefined;
  readonly backwards: boolean;
  readonly limit: number;
}

const last = 'least(coalesce($2::bigint, s.stream_version - 1), s.stream_version - 1)';
const backwardsText = perSchema((s) => streamText(s, `e.position <= ${last} AND e.position > ${last} - $3::bigint`));
const forwardsText = perSchema((s) =>
  streamText(s, 'e.position >= $2::bigint AND e.position < $2::bigint + $3::bigint'),
);

function streamText(s: string, range: string): string {
  return `SELECT s.stream_version, s.closed_at IS NOT NULL, ${columns} FROM ${s}.streams s
      LEFT JOIN ${s}.events e ON e.stream_key = s.stream_key AND ${range} WHERE s.stream_name = $1`;
}

/**
 * Rows: version, closed, then an event's columns, all null where there is none. One statement, so that they are of one moment.
 * Positions are dense, so a page is a range of them: a limit would let PostgreSQL read the rest of the stream and sort it.
 * Rows are in no particular order.
 */
export function selectStream(s: string, { streamName, from, backwards, limit }: StreamRange): SqlStatement {
  return {
    text: backwards ? backwardsText(s) : forwardsText(s),
    parameters: [streamName, from === undefined ? null : String(from), String(limit)],
  };
}

export interface LogScan {
  readonly after: number;
  readonly limit: number;
  readonly types: string | undefined;
  readonly categories: string | undefined;
}

/**
 * Rows: head, whether batches wait to be ordered, log position, stream name, then an event's columns. Positions are dense, so
 * the limit counts places, in which what is hidden or filtered leaves holes. Rows are in no particular order.
 *
 * Places that follow each other in the log and in their stream are one run, which is one range of the events' key; a batch
 * is. What stands under OFFSET is left as it is, so that PostgreSQL has but one way: through the runs of the page, to each
 * one's stream and events, whatever it believes of the tables; filters come after that.
 */
export function selectLog(s: string, { after, limit, types, categories }: LogScan): SqlStatement {
  const parameters = [String(after), String(limit)];
  const filters: string[] = [];
  for (const [column, values] of [
    ['e.type', types],
    ['s.category', categories],
  ] as const) {
    if (values !== undefined) filters.push(`AND ${column} = ANY ($${parameters.push(values)}::text[])`);
  }
  return {
    text: `SELECT l.head, EXISTS (SELECT FROM ${s}.pending), page.* FROM ${s}.log l LEFT JOIN (
        SELECT e.position + run.shift AS log_position, s.stream_name, ${columns} FROM (
          SELECT stream_key, log_position - position AS shift, min(position) AS first, max(position) AS last FROM (
            SELECT * FROM ${s}.log_order WHERE log_position > $1::bigint ORDER BY log_position LIMIT $2::bigint) o
          GROUP BY stream_key, log_position - position) run
        CROSS JOIN LATERAL (SELECT * FROM ${s}.streams s WHERE s.stream_key = run.stream_key OFFSET 0) s
        CROSS JOIN LATERAL (
          SELECT * FROM ${s}.events e
            WHERE e.stream_key = run.stream_key AND e.position >= run.first AND e.position <= run.last OFFSET 0) e
        WHERE s.closed_at IS NULL ${filters.join(' ')}
      ) page ON true`,
    parameters,
  };
}

/** Rows: the log position, null for an event that waits to be ordered; none for an event that is not there. */
export function selectPlace(s: string, streamName: StreamName, position: number): SqlStatement {
  return {
    text: `SELECT o.log_position FROM ${s}.streams s
      JOIN ${s}.events e ON e.stream_key = s.stream_key AND e.position = $2::bigint
      LEFT JOIN ${s}.log_order o ON o.stream_key = e.stream_key AND o.position = e.position WHERE s.stream_name = $1`,
    parameters: [streamName, String(position)],
  };
}

export function selectEventId(s: string, place: number): SqlStatement {
  return {
    text: `SELECT e.event_id FROM ${s}.log_order o
      JOIN ${s}.events e ON e.stream_key = o.stream_key AND e.position = o.position WHERE o.log_position = $1::bigint`,
    parameters: [String(place)],
  };
}

export function storedEvent(row: readonly Cell[], from: number, streamName: StreamName): StoredEvent {
  return {
    eventId: textAt(row, from + 1) as EventId,
    type: textAt(row, from + 2),
    schemaVersion: Number(row[from + 3]),
    data: textAt(row, from + 6),
    metadata: textAt(row, from + 5),
    streamName,
    position: Number(row[from]),
    recordedAt: instantOf(textAt(row, from + 4)),
  };
}

export function loggedEvent(row: readonly Cell[]): LoggedStoredEvent {
  const event = storedEvent(row, 4, textAt(row, 3) as StreamName);
  return { ...event, logPosition: logPositionOf(Number(row[2])) };
}

/** JSON leaves out zeros at the end of a fraction, and the zone, which is UTC. It is written three times as fast as by a pattern. */
function instantOf(json: string): string {
  if (json.length === 28) return `${json.slice(1, 27)}Z`;
  const [seconds = '', fraction = ''] = json.slice(1, -1).split('.');
  return `${seconds}.${fraction.padEnd(6, '0')}Z`;
}

function textAt(row: readonly Cell[], index: number): string {
  return row[index] ?? '';
}
