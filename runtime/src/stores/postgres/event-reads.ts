import type { EventId, StreamName } from '../../message/identifiers.js';
import { logPositionOf } from '../../store/numeric-log-position.js';
import type { StreamEnd } from '../../store/read-bounds.js';
import type { LoggedStoredEvent, StoredEvent } from '../../store/stored-event.js';
import type { Scope } from './scope.js';
import { eventsWherever } from './layout/events-wherever.js';
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
  /** Whether the archive is left out. */
  readonly hotOnly: boolean;
}

/** Events that fulfil a condition, wherever they lie; those outside the archive first. Of most streams nothing lies in it. */
function eventsWhere(s: string, what: string, condition: string, hotOnly: boolean): string {
  const from = (table: string): string => `SELECT ${what} FROM ${s}.${table} e WHERE ${condition}`;
  return hotOnly ? from('events') : `${from('events')} UNION ALL ${from('archived_events')} AND s.archived_before > 0`;
}

const last = 'least(coalesce($3::bigint, s.stream_version - 1), s.stream_version - 1)';
const backwardsRange = `e.position <= ${last} AND e.position > ${last} - $4::bigint`;
const forwardsRange = (first: string): string => `e.position >= ${first} AND e.position < ${first} + $4::bigint`;

const streamTexts = {
  backwards: perSchema((s) => streamText(s, backwardsRange, false)),
  forwards: perSchema((s) => streamText(s, forwardsRange('$3::bigint'), false)),
  hotBackwards: perSchema((s) => streamText(s, backwardsRange, true)),
  hotForwards: perSchema((s) => streamText(s, forwardsRange('greatest($3::bigint, s.archived_before)'), true)),
};

// The stream is a row of its own: its columns beside each event would be a third of what there is to send and to take apart.
function streamText(s: string, range: string, hotOnly: boolean): string {
  return `SELECT page.* FROM ${s}.streams s CROSS JOIN LATERAL (
      SELECT s.stream_version AS position, NULL::uuid AS event_id, (s.closed_at IS NOT NULL)::text AS type, s.archived_before AS schema_version,
        NULL::json AS recorded_at, (s.archived_at IS NOT NULL)::text AS metadata, NULL::text AS data
      UNION ALL ${eventsWhere(s, columns, `e.stream_key = s.stream_key AND ${range}`, hotOnly)}) page
      WHERE s.tenant = $1 AND s.stream_name = $2`;
}

/**
 * Rows: the stream, as `storedStream` takes it, and its events; none for a stream that is not there. One statement, so that they are of one moment.
 * Positions are dense, so a page is a range of them: a limit would let PostgreSQL read the rest of the stream and sort it.
 * Rows are in no particular order.
 */
export function selectStream(
  { schema, tenant }: Scope,
  { streamName, from, backwards, limit, hotOnly }: StreamRange,
): SqlStatement {
  const { backwards: before, forwards: after, hotBackwards, hotForwards } = streamTexts;
  const text = backwards ? (hotOnly ? hotBackwards : before) : hotOnly ? hotForwards : after;
  return {
    text: text(schema),
    parameters: [tenant, streamName, from === undefined ? null : String(from), String(limit)],
  };
}

export interface LogScan {
  readonly after: number;
  readonly limit: number;
  readonly types: string | undefined;
  readonly categories: string | undefined;
  /** Whether the archive is left out. */
  readonly hotOnly: boolean;
}

/**
 * Rows: the log, as `logNow` takes it, and its events as `loggedEvent` does. Positions are dense, so the limit counts places, in
 * which what is hidden or filtered leaves holes. Rows are in no particular order.
 *
 * Places that follow each other in the log and in their stream are one run, which is one range of the events' key; a batch
 * is. What stands under OFFSET is left as it is, so that PostgreSQL has but one way: through the runs of the page, to each
 * one's stream and events, whatever it believes of the tables; filters come after that.
 */
export function selectLog(
  { schema: s, tenant }: Scope,
  { after, limit, types, categories, hotOnly }: LogScan,
): SqlStatement {
  const parameters = [tenant, String(after), String(limit)];
  const filters = [
    tenant === '' ? "$1::text = ''" : 's.tenant = $1',
    hotOnly ? 's.closed_at IS NULL AND e.position >= s.archived_before' : notDeleted,
  ];
  for (const [column, values] of [
    ['e.type', types],
    ['s.category', categories],
  ] as const) {
    if (values !== undefined) filters.push(`${column} = ANY ($${parameters.push(values)}::text[])`);
  }
  return {
    text: `SELECT l.head AS log_position, NULL AS tenant, NULL AS stream_name, NULL::bigint AS position, NULL::uuid AS event_id, NULL AS type,
        NULL::bigint AS schema_version, NULL::json AS recorded_at, EXISTS (SELECT FROM ${s}.pending)::text AS metadata, NULL AS data
        FROM ${s}.log l
      UNION ALL SELECT e.position + run.shift, s.tenant, s.stream_name, ${columns} FROM (
          SELECT stream_key, log_position - position AS shift, min(position) AS first, max(position) AS last FROM (
            SELECT * FROM ${s}.log_order WHERE log_position > $2::bigint ORDER BY log_position LIMIT $3::bigint) o
          GROUP BY stream_key, log_position - position) run
        CROSS JOIN LATERAL (SELECT * FROM ${s}.streams s WHERE s.stream_key = run.stream_key OFFSET 0) s
        CROSS JOIN LATERAL (${eventsWhere(s, stored, runRange, hotOnly)} OFFSET 0) e
        WHERE ${filters.join(' AND ')}`,
    parameters,
  };
}

const stored = 'e.stream_key, e.position, e.event_id, e.type, e.schema_version, e.recorded_at, e.metadata, e.data';
const runRange = 'e.stream_key = run.stream_key AND e.position >= run.first AND e.position <= run.last';
const notDeleted = '(s.closed_at IS NULL OR s.archived_at IS NOT NULL)';

/** Rows: the log position, null for an event that waits to be ordered; none for an event that is not there. */
export function selectPlace({ schema: s, tenant }: Scope, streamName: StreamName, position: number): SqlStatement {
  return {
    text: `SELECT o.log_position FROM ${s}.streams s
      LEFT JOIN ${s}.log_order o ON o.stream_key = s.stream_key AND o.position = $3::bigint
      WHERE s.tenant = $1 AND s.stream_name = $2 AND s.stream_version > $3::bigint`,
    parameters: [tenant, streamName, String(position)],
  };
}

/** Of whatever lies there, also for a tenant that may not see the event: a checkpoint can stand anywhere. */
export function selectEventId({ schema: s, tenant }: Scope, place: number): SqlStatement {
  if (tenant !== '') {
    const text = `SELECT ${s}.event_at_v1($2::bigint) WHERE $1::text <> ''`;
    return { text, parameters: [tenant, String(place)] };
  }
  return {
    text: `SELECT e.event_id FROM ${s}.log_order o
      JOIN ${eventsWherever(s)} e ON e.stream_key = o.stream_key AND e.position = o.position WHERE o.log_position = $1::bigint`,
    parameters: [String(place)],
  };
}

/** What is said of a stream. @returns `undefined` for an event's row */
export function storedStream(row: readonly Cell[]): StreamEnd | undefined {
  const [streamVersion, eventId, closed, archivedBefore, , archived] = row;
  if (eventId !== null) return undefined;
  return {
    streamVersion: Number(streamVersion),
    closed: closed === 'true',
    archived: archived === 'true',
    archivedBefore: Number(archivedBefore),
  };
}

export function storedEvent(row: readonly Cell[], streamName: StreamName): StoredEvent {
  return {
    eventId: textAt(row, 1) as EventId,
    type: textAt(row, 2),
    schemaVersion: Number(row[3]),
    data: textAt(row, 6),
    metadata: textAt(row, 5),
    streamName,
    position: Number(row[0]),
    recordedAt: instantOf(textAt(row, 4)),
  };
}

/** What is said of the log. @returns `undefined` for an event's row */
export function logNow(row: readonly Cell[]): { readonly head: number; readonly waiting: boolean } | undefined {
  return row[2] === null ? { head: Number(row[0]), waiting: row[8] === 'true' } : undefined;
}

/** Written out, since a spread costs as much as everything else here. @param toAll whether it is said whose the event is */
export function loggedEvent(row: readonly Cell[], toAll: boolean): LoggedStoredEvent {
  const event = {
    eventId: textAt(row, 4) as EventId,
    type: textAt(row, 5),
    schemaVersion: Number(row[6]),
    data: textAt(row, 9),
    metadata: textAt(row, 8),
    streamName: textAt(row, 2) as StreamName,
    position: Number(row[3]),
    recordedAt: instantOf(textAt(row, 7)),
    logPosition: logPositionOf(Number(row[0])),
  };
  const tenant = textAt(row, 1);
  return toAll && tenant !== '' ? { ...event, tenant } : event;
}

/** JSON leaves out zeros at the end of a fraction, and the zone, which is UTC. It is written three times as fast as by a pattern. */
export function instantOf(json: string): string {
  if (json.length === 28) return `${json.slice(1, 27)}Z`;
  const [seconds = '', fraction = ''] = json.slice(1, -1).split('.');
  return `${seconds}.${fraction.padEnd(6, '0')}Z`;
}

function textAt(row: readonly Cell[], index: number): string {
  return row[index] ?? '';
}
