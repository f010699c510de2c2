import type { EventId, StreamName } from '../../message/identifiers.js';
import { logPositionOf } from '../../store/numeric-log-position.js';
import type { LogPage, ReadLogOptions, ReadStreamOptions, StreamPage } from '../../store/read.js';
import { logBounds, pageOf, type StreamBounds, streamBounds } from '../../store/read-bounds.js';
import type { LoggedStoredEvent, StoredEvent } from '../../store/stored-event.js';
import { keyOfTenant, tenantSaid } from '../../store/tenant.js';
import { inBoth } from './both-tables.js';
import type { Connection } from './connection.js';
import { inOrder, logQuery } from './log-query.js';
import type { OwnedStream, Scope } from './scope.js';
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
const selectWholeStream = inBoth(
  (events) => `SELECT ${columns} FROM ${events} WHERE stream_key = ?1 AND position >= ?2 AND position < ?3`,
);
const selectOwner = 'SELECT tenant, stream_name FROM varve_streams WHERE stream_key = ?';
const selectHeadPlace = 'SELECT max(log_position) FROM varve_events';
const selectEventId = inBoth((events) => `SELECT event_id FROM ${events} WHERE log_position = ?1`);
const selectPlace = inBoth(
  (events) => `SELECT e.log_position FROM varve_streams s JOIN ${events} e ON e.stream_key = s.stream_key
    WHERE s.tenant = ?1 AND s.stream_name = ?2 AND e.position = ?3`,
);
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
      const bounds = streamBounds(options, head);
      const rows = head.key === undefined ? [] : rowsOf(connection, head.key, bounds);
      const events = rows.map((row) => storedEvent(row, streamName));
      return pageOf(bounds, bounds.backwards ? events.reverse() : events, head);
    },
    readLog(options) {
      const { after, to, scannedTo, end } = logBounds(options, headPlace());
      const { sql, parameters } = logQuery(tenant, options ?? {});
      const rows = after >= to ? [] : connection.statement<LogRow>(sql).all(after, to, ...parameters);
      inOrder(rows);
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

/** Positions are dense: rows that are missing outside the archive lie in it, or are on their way. */
function rowsOf(connection: Connection, key: number, { from, to }: StreamBounds): readonly StreamRow[] {
  if (from >= to) return [];
  const rows = connection.statement<StreamRow>(selectStream).all(key, from, to);
  return rows.length === to - from
    ? rows
    : inOrder(connection.statement<StreamRow>(selectWholeStream).all(key, from, to));
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
