import { OutcomeKeyTakenError } from '../../errors/store-errors.js';
import type { EventId, StreamName } from '../../message/identifiers.js';
import type { Appended, AppendRequest, AppendResult, ExpectedVersion } from '../../store/append.js';
import { categoryOf } from '../../store/check-append.js';
import { judgeAppend, type AppendView, type EventPlace } from '../../store/judge-append.js';
import type { OutcomeRecord } from '../../store/outcome.js';
import { laterInstant, type Clock } from '../../store/recording-clock.js';
import type { CommittedAppends } from './committed-appends.js';
import type { Connection } from './connection.js';
import { createOutcomeTable, type OutcomeTable } from './outcome-table.js';
import { isUniqueViolation } from './sqlite-errors.js';
import { findHead, type StreamHead } from './stream-head.js';

const insertEvent = `INSERT INTO varve_events
  (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const insertStream = 'INSERT INTO varve_streams (stream_name, category) VALUES (?, ?)';
const insertClosedStream = 'INSERT INTO varve_streams (stream_name, category, closed_at) VALUES (?, ?, ?)';
const closeStream = 'UPDATE varve_streams SET closed_at = ? WHERE stream_key = ?';
const selectPlace = `SELECT s.stream_name, e.position FROM varve_events e
  JOIN varve_streams s ON s.stream_key = e.stream_key WHERE e.event_id = ?`;
const selectEvent = 'SELECT event_id, recorded_at FROM varve_events WHERE stream_key = ? AND position = ?';

export interface EventWrites {
  /** One batch that passed `checkAppend`, inside an open transaction. What throws has left nothing behind. */
  append(request: AppendRequest): AppendResult;
  deleteStream(streamName: StreamName, expected: ExpectedVersion): AppendResult;
}

export interface EventWriteSettings {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly appends: CommittedAppends;
}

export function createEventWrites(settings: EventWriteSettings): EventWrites {
  const { connection, clock } = settings;
  const outcomes = createOutcomeTable(connection, clock);
  return {
    append(request) {
      const head = findHead(connection, request.streamName);
      const standing = request.outcome && outcomes.find(request.outcome.key);
      const appended = standing === undefined ? tryInsert(settings, request, head) : undefined;
      if (appended === undefined) return appendJudged({ ...settings, outcomes }, request, head, standing);
      if (request.outcome !== undefined) outcomes.insert(request.outcome);
      return appended;
    },
    deleteStream(streamName, expected) {
      const head = findHead(connection, streamName);
      const recordedAt = laterInstant(clock(), head.recordedAt);
      if (!head.closed) {
        const verdict = judgeAppend({ streamName, expected, events: [] }, viewOf(connection, head));
        if (verdict.kind === 'conflict') return verdict;
        if (head.key !== undefined) connection.statement(closeStream).run(recordedAt, head.key);
        else connection.statement(insertClosedStream).run(streamName, categoryOf(streamName), recordedAt);
      }
      const at = head.streamVersion;
      return {
        kind: 'appended',
        firstPosition: at,
        streamVersion: at,
        eventIds: [],
        recordedAt,
        deduplicated: head.closed,
      };
    },
  };
}

/** The road of nearly every append: the condition holds, and that no id is known is left to the tables to refute. */
function tryInsert(settings: EventWriteSettings, request: AppendRequest, head: StreamHead): Appended | undefined {
  if (head.closed || request.events.length === 0 || !holds(request.expected, head.streamVersion)) return undefined;
  const { connection } = settings;
  if (request.events.length === 1 && head.key !== undefined) return insertUnlessKnown(settings, request, head);
  connection.statement('SAVEPOINT batch').run();
  const appended = insertUnlessKnown(settings, request, head);
  if (appended === undefined) connection.statement('ROLLBACK TO batch').run();
  connection.statement('RELEASE batch').run();
  return appended;
}

function holds(expected: ExpectedVersion, streamVersion: number): boolean {
  if (typeof expected === 'object') return expected.streamVersion === streamVersion;
  return expected === 'any' || (expected === 'no-stream') === (streamVersion === 0);
}

function insertUnlessKnown(
  settings: EventWriteSettings,
  request: AppendRequest,
  head: StreamHead,
): Appended | undefined {
  try {
    return insertBatch(settings, request, head);
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

function insertBatch(
  { connection, clock, appends }: EventWriteSettings,
  request: AppendRequest,
  head: StreamHead,
): Appended {
  const { streamName, events } = request;
  const recordedAt = laterInstant(clock(), head.recordedAt);
  const key =
    head.key ?? Number(connection.statement(insertStream).run(streamName, categoryOf(streamName)).lastInsertRowid);
  const insert = connection.statement(insertEvent);
  const eventIds: EventId[] = [];
  let position = head.streamVersion;
  let place = 0;
  for (const { eventId, type, schemaVersion, data, metadata } of events) {
    place = Number(insert.run(key, position, eventId, type, schemaVersion, recordedAt, metadata, data).lastInsertRowid);
    eventIds.push(eventId);
    position += 1;
  }
  appends.note(streamName, place - events.length + 1, place);
  return {
    kind: 'appended',
    firstPosition: head.streamVersion,
    streamVersion: position,
    eventIds,
    recordedAt,
    deduplicated: false,
  };
}

interface JudgeSettings extends EventWriteSettings {
  readonly outcomes: OutcomeTable;
}

/** Everything else: conflicts, replays, refusals, empty batches, keys that are taken. */
function appendJudged(
  settings: JudgeSettings,
  request: AppendRequest,
  head: StreamHead,
  standing: OutcomeRecord | undefined,
): AppendResult {
  const { connection, outcomes, clock } = settings;
  const { events, outcome } = request;
  const verdict = judgeAppend(request, viewOf(connection, head));
  if (verdict.kind === 'conflict') return verdict;
  const deduplicated = verdict.kind === 'replay';
  if (standing !== undefined && (!deduplicated || standing.commandHash !== outcome?.commandHash)) {
    throw new OutcomeKeyTakenError(standing);
  }
  if (outcome !== undefined && standing === undefined) outcomes.insert(outcome);
  const firstPosition = deduplicated ? verdict.firstPosition : head.streamVersion;
  const streamVersion = firstPosition + events.length;
  const recordedAt = deduplicated
    ? recordedAtOf(connection, head, streamVersion - 1)
    : laterInstant(clock(), head.recordedAt);
  const eventIds = events.map(({ eventId }) => eventId);
  return { kind: 'appended', firstPosition, streamVersion, eventIds, recordedAt, deduplicated };
}

function viewOf(connection: Connection, { key, closed, streamVersion }: StreamHead): AppendView {
  return {
    closed,
    streamVersion,
    eventIdAt: (position) => (key === undefined ? undefined : eventAt(connection, key, position)?.[0]),
    placeOf: (eventId): EventPlace | undefined => {
      const row = connection.statement<readonly [StreamName, number]>(selectPlace).get(eventId);
      return row && { streamName: row[0], position: row[1] };
    },
  };
}

function eventAt(connection: Connection, key: number, position: number): readonly [EventId, string] | undefined {
  return connection.statement<readonly [EventId, string]>(selectEvent).get(key, position);
}

function recordedAtOf(connection: Connection, { key }: StreamHead, position: number): string {
  return (key === undefined ? undefined : eventAt(connection, key, position)?.[1]) ?? '';
}
