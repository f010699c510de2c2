import type { EventId, StreamName } from '../../message/identifiers.js';
import { logPositionOf } from '../../store/numeric-log-position.js';
import type { LogFilter, LogPage, ReadLogOptions, ReadStreamOptions, StreamPage } from '../../store/read.js';
import { logBounds, pageOf, streamBounds } from '../../store/read-bounds.js';
import type { LoggedStoredEvent, StoredEvent } from '../../store/stored-event.js';
import { keyOfTenant, tenantSaid } from '../../store/tenant.js';
import type { OwnedStream, Scope } from './scope.js';
import type { SqliteValue } from './driver.js';
import { findHead } from './stream-head.js';
import { isKnown, type StreamHeads } from './stream-heads.js';

type StreamRow = readonly [
  position: number,
  eventId: EventId,
  type: string,
  schemaVersion: number,
  recordedAt: string,
  metadata: string,
  data: string,
];
type LogRow = readonly [logPosition: number, streamKey: number, ...StreamRow];

const columns = 'position, event_id, type, schema_version, recorded_at, metadata, data';
const selectStream = `SELECT ${columns} FROM varve_events
  WHERE stream_key = ? AND position >= ? AND position < ? ORDER BY position`;
const selectLog = `SELECT log_position, stream_key, ${columns} FROM varve_events
  WHERE log_position > ? AND log_position <= ?
    AND stream_key NOT IN (SELECT stream_key FROM varve_streams WHERE closed_at IS NOT NULL)`;
const ofTenant = ` AND EXISTS (SELECT 1 FROM varve_streams s
    WHERE s.stream_key = varve_events.stream_key AND s.tenant = ?)`;
const ofTypes = ' AND type IN (SELECT value FROM json_each(?))';
const ofCategories = ` AND stream_key IN (SELECT stream_key FROM varve_streams
    WHERE category IN (SELECT value FROM json_each(?)))`;
const selectOwner = 'SELECT tenant, stream_name FROM varve_streams WHERE stream_key = ?';
const selectHeadPlace = 'SELECT max(log_position) FROM varve_events';
const selectEventId = 'SELECT event_id FROM varve_events WHERE log_position = ?';
const selectPlace = `SELECT e.log_position FROM varve_streams s
  JOIN varve_events e ON e.stream_key = s.stream_key WHERE s.tenant = ? AND s.stream_name = ? AND e.position = ?`;
const selectStreamsBetween = `SELECT DISTINCT s.tenant, s.stream_name FROM varve_events e
  JOIN varve_streams s ON s.stream_key = e.stream_key WHERE e.log_position > ? AND e.log_position <= ?`;

/** Names of streams to remember, for those that are read again and again. */
const mostNames = 10_000;

/** Synchronous reads of events up to the last visible log place. Positions are dense, so a page is a range of keys. */
export interface EventReads {
  readStream(streamName: StreamName, options: ReadStreamOptions | undefined): StreamPage;
  readLog(options: ReadLogOptions | undefined): LogPage;
  /** Log place of the newest event, 0 for none. */
  headPlace(): number;
  eventIdAt(place: number): EventId | undefined;
  placeOfEvent(streamName: StreamName, position: number): number | undefined;
  /** Everybody's. */
  streamsBetween(after: number, to: number): readonly OwnedStream[];
}

export interface EventReadSettings extends Scope {
  /** Log place of the last event that may be seen; what lies behind is not committed yet. */
  readonly visible: () => number;
  /** Told where streams end: who reads one often writes to it next. */
  readonly heads: StreamHeads;
}

export function createEventReads({ connection, tenant, visible, heads }: EventReadSettings): EventReads {
  const names = new Map<number, OwnedStream>();
  const nameOf = (key: number): OwnedStream => {
    const known = names.get(key);
    if (known !== undefined) return known;
    const row = connection.statement<readonly [string, StreamName]>(selectOwner).get(key);
    if (row === undefined) throw new Error(`No stream has the key ${key}.`);
    // Whoever reads a whole log meets every stream once; memory must not grow with them.
    if (names.size >= mostNames) names.clear();
    const found = { tenant: tenant === '' ? row[0] : '', streamName: row[1] };
    names.set(key, found);
    return found;
  };
  const headPlace = (): number => {
    const row = connection.statement<readonly [number | null]>(selectHeadPlace).get();
    return Math.min(row?.[0] ?? 0, visible());
  };
  return {
    headPlace,
    readStream(streamName, options) {
      const head = findHead({ connection, tenant }, streamName, visible());
      if (isKnown(head)) heads.note(keyOfTenant(tenant, streamName), head);
      const { key, closed, streamVersion } = head;
      const bounds = streamBounds(options, streamVersion);
      const rows =
        key === undefined || bounds.from >= bounds.to
          ? []
          : connection.statement<StreamRow>(selectStream).all(key, bounds.from, bounds.to);
      const events = rows.map((row) => storedEvent(row, streamName));
      return pageOf(bounds, bounds.backwards ? events.reverse() : events, streamVersion, closed);
    },
    readLog(options) {
      const { after, to, scannedTo, end } = logBounds(options, headPlace());
      const { sql, parameters } = logQuery(tenant, options?.filter);
      const rows = after >= to ? [] : connection.statement<LogRow>(sql).all(after, to, ...parameters);
      return { events: rows.map((row) => loggedEvent(row, nameOf(row[1]))), scannedTo, end };
    },
    eventIdAt(place) {
      if (place > visible()) return undefined;
      return connection.statement<readonly [EventId]>(selectEventId).get(place)?.[0];
    },
    placeOfEvent(streamName, position) {
      const place = connection.statement<readonly [number]>(selectPlace).get(tenant, streamName, position)?.[0];
      return place === undefined || place > visible() ? undefined : place;
    },
    streamsBetween: (after, to) =>
      connection
        .statement<readonly [string, StreamName]>(selectStreamsBetween)
        .all(after, to)
        .map(([owner, streamName]) => ({ tenant: owner, streamName })),
  };
}

function logQuery(
  tenant: string,
  filter: LogFilter | undefined,
): { readonly sql: string; readonly parameters: SqliteValue[] } {
  const parameters: SqliteValue[] = [];
  let sql = selectLog;
  if (tenant !== '') {
    sql += ofTenant;
    parameters.push(tenant);
  }
  if (filter?.types !== undefined) {
    sql += ofTypes;
    parameters.push(JSON.stringify(filter.types));
  }
  if (filter?.categories !== undefined) {
    sql += ofCategories;
    parameters.push(JSON.stringify(filter.categories));
  }
  return { sql: `${sql} ORDER BY log_position`, parameters };
}

function storedEvent(row: StreamRow, streamName: StreamName): StoredEvent {
  return {
    eventId: row[1],
    type: row[2],
    schemaVersion: row[3],
    data: row[6],
    metadata: row[5],
    streamName,
    position: row[0],
    recordedAt: row[4],
  };
}

function loggedEvent(row: LogRow, { tenant, streamName }: OwnedStream): LoggedStoredEvent {
  const event = {
    eventId: row[3],
    type: row[4],
    schemaVersion: row[5],
    data: row[8],
    metadata: row[7],
    streamName,
    position: row[2],
    recordedAt: row[6],
    logPosition: logPositionOf(row[0]),
  };
  return tenant === '' ? event : { ...event, ...tenantSaid(tenant) };
}
