import type { EventId } from '../../message/identifiers.js';
import type { ArchiveResult } from '../../store/archive.js';
import type { ArchiveRequest } from '../../store/create-archiving.js';
import { judgeArchive, refuseBehind, standingOf } from '../../store/judge-archive.js';
import { laterInstant, type Clock } from '../../store/recording-clock.js';
import type { Checkpoint } from '../../store/unit.js';
import type { Scope } from './scope.js';
import { findHead } from './stream-head.js';

type CheckpointRow = readonly [name: string, logId: string, logPosition: string, eventId: EventId, epoch: number];

/** Of whoever may read the tenant's events: its own, and nobody's, which read everybody's. */
const selectCheckpoints =
  "SELECT name, log_id, log_position, event_id, epoch FROM varve_checkpoints WHERE tenant IN (?, '')";
const selectPlace = 'SELECT log_position FROM varve_events WHERE stream_key = ? AND position = ?';
const ofStream = 'WHERE stream_key = ?1 AND position < ?2';
const copyAway = `INSERT INTO varve_archived_events SELECT * FROM varve_events ${ofStream}`;
const leave = `DELETE FROM varve_events ${ofStream}`;
const copyBack = 'INSERT INTO varve_events SELECT * FROM varve_archived_events WHERE stream_key = ?';
const comeBack = 'DELETE FROM varve_archived_events WHERE stream_key = ?';
const mark = 'UPDATE varve_streams SET archived_before = ?, closed_at = ?, archived_at = ? WHERE stream_key = ?';

export interface ArchiveSettings extends Scope {
  readonly clock: Clock;
  readonly logId: string;
}

/** One step of archiving, inside an open transaction. A `RuntimeError` has left nothing behind. */
export function archiveInSqlite(settings: ArchiveSettings, request: ArchiveRequest): ArchiveResult {
  const { connection, clock, logId } = settings;
  const head = findHead(settings, request.streamName);
  const verdict = judgeArchive(request, head);
  if (verdict.kind !== 'move') return verdict;
  const { key, streamVersion } = head;
  if (key === undefined) return standingOf(head, true);
  const { before, closes } = verdict;
  const place = connection.statement<readonly [number]>(selectPlace).get(key, before - 1)?.[0] ?? 0;
  refuseBehind(request, findCheckpoints(settings), { logId, place });
  if (before === 0) {
    connection.statement(copyBack).run(key);
    connection.statement(comeBack).run(key);
  } else {
    // The last one stays: it tells the stream's version.
    const moved = Math.min(before, streamVersion - 1);
    connection.statement(copyAway).run(key, moved);
    connection.statement(leave).run(key, moved);
  }
  const at = closes ? laterInstant(clock(), head.recordedAt) : null;
  connection.statement(mark).run(before, at, at, key);
  return standingOf({ streamVersion, closed: closes, archived: closes, archivedBefore: before }, false);
}

function findCheckpoints({ connection, tenant }: Scope): readonly Checkpoint[] {
  return connection
    .statement<CheckpointRow>(selectCheckpoints)
    .all(tenant)
    .map(([name, logId, logPosition, eventId, epoch]) => ({ name, logId, logPosition, eventId, epoch }));
}
