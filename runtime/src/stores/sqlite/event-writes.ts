import { OutcomeKeyTakenError } from '../../errors/store-errors.js';
import type { EventId, StreamName } from '../../message/identifiers.js';
import type { Appended, AppendRequest, AppendResult, ExpectedVersion } from '../../store/append.js';
import { categoryOf } from '../../store/check-append.js';
import { judgeAppend, judgeDeletion, type AppendView, type EventPlace } from '../../store/judge-append.js';
import type { OutcomeRecord } from '../../store/outcome.js';
import { laterInstant, type Clock } from '../../store/recording-clock.js';
import { type NewShape, refuseDrafts, type ShapeGuard } from '../../store/shape-guard.js';
import type { CommittedAppends } from './committed-appends.js';
import { keyOfTenant } from '../../store/tenant.js';
import type { Connection } from './connection.js';
import type { Scope } from './scope.js';
import { type IfRefused, insertEvents, mostRows } from './insert-events.js';
import { inBoth } from './both-tables.js';
import { createOutcomeTable, type OutcomeTable } from './outcome-table.js';
import { insertShapes } from './shape-table.js';
import { isClosedStream, isUniqueViolation } from './sqlite-errors.js';
import { findHead, type StreamHead } from './stream-head.js';
import { isKnown, type StreamHeads } from './stream-heads.js';
import { RunAgain } from './write-job.js';

const insertStream = 'INSERT INTO varve_streams (tenant, stream_name, category) VALUES (?, ?, ?)';
const insertClosedStream = 'INSERT INTO varve_streams (tenant, stream_name, category, closed_at) VALUES (?, ?, ?, ?)';
const closeStream = 'UPDATE varve_streams SET closed_at = ?, archived_at = NULL WHERE stream_key = ?';
const selectPlace = inBoth(
  (events) => `SELECT s.tenant, s.stream_name, e.position FROM ${events} e
    JOIN varve_streams s ON s.stream_key = e.stream_key WHERE e.event_id = ?1`,
);
const selectEvent = inBoth(
  (events) => `SELECT event_id, recorded_at FROM ${events} WHERE stream_key = ?1 AND position = ?2`,
);

export interface EventWrites {
  /**
   * One batch that passed `checkAppend`, inside an open transaction. A `RuntimeError` has left nothing behind. Without
   * `careful` it may throw `RunAgain` instead, when ids turn out to be known after a part was inserted.
   */
  append(request: AppendRequest, careful: boolean): AppendResult;
  /**
   * As `append`, without an open transaction: in one statement that is a transaction of its own.
   * @returns `undefined` when one statement cannot do it, or SQLite refused; then nothing was stored
   */
  appendAtOnce(request: AppendRequest): Appended | undefined;
  deleteStream(streamName: StreamName, expected: ExpectedVersion): AppendResult;
}

export interface EventWriteSettings extends Scope {
  readonly clock: Clock;
  readonly appends: CommittedAppends;
  readonly heads: StreamHeads;
  readonly shapes: ShapeGuard;
  readonly allowDrafts: boolean;
}

const headOf = ({ tenant }: Scope, { streamName }: AppendRequest): string => keyOfTenant(tenant, streamName);

export function createEventWrites(settings: EventWriteSettings): EventWrites {
  const { connection, clock, heads } = settings;
  const judging = { ...settings, outcomes: createOutcomeTable(connection, clock) };
  return {
    append(request, careful) {
      const fresh = judgeShapes(settings, request);
      const answer = appendEvents(judging, request, careful);
      if (fresh !== undefined && answer.kind === 'appended' && !answer.deduplicated) keepShapes(settings, fresh);
      return answer;
    },
    appendAtOnce(request) {
      const known = request.outcome === undefined ? heads.find(headOf(settings, request)) : undefined;
      if (known === undefined || request.events.length > mostRows || !holds(request, known)) return undefined;
      // A shape that is new to the store needs a statement of its own.
      if (judgeShapes(settings, request) !== undefined) return undefined;
      try {
        return insertBatch(settings, request, known, 'whole');
      } catch (error) {
        if (!isClosedStream(error) && !isUniqueViolation(error)) throw error;
        heads.forget(headOf(settings, request));
        return undefined;
      }
    },
    deleteStream(streamName, expected) {
      const head = findHead(settings, streamName);
      const recordedAt = laterInstant(clock(), head.recordedAt);
      const { streamVersion: at } = head;
      const deduplicated = head.closed && !head.archived;
      if (!deduplicated) {
        const verdict = judgeDeletion(streamName, expected, at);
        if (verdict.kind === 'conflict') return verdict;
        if (head.key !== undefined) connection.statement(closeStream).run(recordedAt, head.key);
        else
          connection.statement(insertClosedStream).run(settings.tenant, streamName, categoryOf(streamName), recordedAt);
      }
      return { kind: 'appended', firstPosition: at, streamVersion: at, eventIds: [], recordedAt, deduplicated };
    },
  };
}

/** @returns shapes that are new to the store @throws DraftShapeError, ShapeDriftedError */
function judgeShapes(
  { shapes, allowDrafts }: EventWriteSettings,
  { events }: AppendRequest,
): readonly NewShape[] | undefined {
  if (!allowDrafts) refuseDrafts(events);
  return shapes.judge(events);
}

/** Shapes that nobody had stored before, in the same commit as the first events of theirs. */
function keepShapes({ connection, clock, shapes }: EventWriteSettings, fresh: readonly NewShape[]): void {
  insertShapes(connection, clock, fresh);
  shapes.note(fresh);
}

function appendEvents(settings: JudgeSettings, request: AppendRequest, careful: boolean): AppendResult {
  const { heads, outcomes } = settings;
  const standing = request.outcome && outcomes.find(request.outcome.key);
  const known = careful ? undefined : heads.find(headOf(settings, request));
  const head = known ?? findHead(settings, request.streamName);
  const hopeful = !careful && standing === undefined && holds(request, head);
  const appended = hopeful ? insertUnlessKnown(settings, request, head) : undefined;
  if (appended !== undefined) {
    if (request.outcome !== undefined) outcomes.insert(request.outcome);
    return appended;
  }
  const actual = known === undefined ? head : findHead(settings, request.streamName);
  if (isKnown(actual)) heads.note(headOf(settings, request), actual);
  return appendJudged(settings, request, actual, standing);
}

/** Whether a batch may be inserted as far as the stream is concerned; an empty one has nothing to insert. */
function holds({ expected, events }: AppendRequest, { closed, streamVersion }: StreamHead): boolean {
  if (closed || events.length === 0) return false;
  if (typeof expected === 'object') return expected.streamVersion === streamVersion;
  return expected === 'any' || (expected === 'no-stream') === (streamVersion === 0);
}

/**
 * The road of nearly every append. That no id is known, that the stream is open, and that it ends where it is remembered to
 * end is left to the tables to refute: positions are dense, so behind the border of the archive the next one is free only at
 * the end.
 * @returns `undefined` when they do and nothing was inserted
 * @throws RunAgain when they do and a part was inserted
 */
function insertUnlessKnown(
  settings: EventWriteSettings,
  request: AppendRequest,
  head: StreamHead,
): Appended | undefined {
  try {
    return insertBatch(settings, request, head);
  } catch (error) {
    // Seen at the first event, unless it is an archived one’s id in a later part of a long batch.
    if (isClosedStream(error) && request.events.length <= mostRows) return undefined;
    if (isClosedStream(error)) throw new RunAgain();
    if (!isUniqueViolation(error)) throw error;
    if (request.events.length === 1 && head.key !== undefined) return undefined;
    throw new RunAgain();
  }
}

function insertBatch(
  settings: EventWriteSettings,
  { streamName, events }: AppendRequest,
  head: StreamHead,
  refused: IfRefused = 'part',
): Appended {
  const { connection, tenant, clock, appends, heads } = settings;
  const recordedAt = laterInstant(clock(), head.recordedAt);
  const firstPosition = head.streamVersion;
  const eventIds: EventId[] = [];
  if (events.length > 0) {
    const key = head.key ?? beginStream(settings, streamName);
    for (const { eventId } of events) eventIds.push(eventId);
    const place = insertEvents(connection, { key, firstPosition, recordedAt, refused }, events);
    appends.note({ tenant, streamName }, place - events.length + 1, place);
    const { archivedBefore } = head;
    const streamVersion = firstPosition + events.length;
    const noted = { key, closed: false, archived: false, archivedBefore, streamVersion, recordedAt };
    heads.note(keyOfTenant(tenant, streamName), noted);
  }
  const streamVersion = firstPosition + events.length;
  return { kind: 'appended', firstPosition, streamVersion, eventIds, recordedAt, deduplicated: false };
}

function beginStream({ connection, tenant }: Scope, streamName: StreamName): number {
  const { lastInsertRowid } = connection.statement(insertStream).run(tenant, streamName, categoryOf(streamName));
  return Number(lastInsertRowid);
}

interface JudgeSettings extends EventWriteSettings {
  readonly outcomes: OutcomeTable;
}

/** Everything else: conflicts, replays, refusals, empty batches, keys that are taken, and second attempts. */
function appendJudged(
  settings: JudgeSettings,
  request: AppendRequest,
  head: StreamHead,
  standing: OutcomeRecord | undefined,
): AppendResult {
  const { connection, outcomes } = settings;
  const { outcome } = request;
  const verdict = judgeAppend(request, viewOf(settings, head));
  if (verdict.kind === 'conflict') return verdict;
  const replayed = verdict.kind === 'replay';
  if (standing !== undefined && (!replayed || standing.commandHash !== outcome?.commandHash)) {
    throw new OutcomeKeyTakenError(standing);
  }
  if (outcome !== undefined && standing === undefined) outcomes.insert(outcome);
  return replayed ? repeated(connection, request, head, verdict.firstPosition) : insertBatch(settings, request, head);
}

function repeated(
  connection: Connection,
  { events }: AppendRequest,
  { key }: StreamHead,
  firstPosition: number,
): Appended {
  const streamVersion = firstPosition + events.length;
  const recordedAt = key === undefined ? undefined : eventAt(connection, key, streamVersion - 1)?.[1];
  const eventIds = events.map(({ eventId }) => eventId);
  return { kind: 'appended', firstPosition, streamVersion, eventIds, recordedAt: recordedAt ?? '', deduplicated: true };
}

function viewOf({ connection, tenant }: Scope, { key, closed, archived, streamVersion }: StreamHead): AppendView {
  return {
    closed,
    archived,
    streamVersion,
    eventIdAt: (position) => (key === undefined ? undefined : eventAt(connection, key, position)?.[0]),
    placeOf: (eventId): EventPlace | 'elsewhere' | undefined => {
      const row = connection.statement<readonly [string, StreamName, number]>(selectPlace).get(eventId);
      if (row === undefined) return undefined;
      return row[0] === tenant ? { streamName: row[1], position: row[2] } : 'elsewhere';
    },
  };
}

function eventAt(connection: Connection, key: number, position: number): readonly [EventId, string] | undefined {
  return connection.statement<readonly [EventId, string]>(selectEvent).get(key, position);
}
