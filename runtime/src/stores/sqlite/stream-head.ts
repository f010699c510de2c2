import type { StreamName } from '../../message/identifiers.js';
import type { StreamEnd } from '../../store/read-bounds.js';
import type { Scope } from './scope.js';

/** What the tables say of a stream; `key` is `undefined` for a stream that was never written to. */
export interface StreamHead extends StreamEnd {
  readonly key: number | undefined;
  readonly recordedAt: string | undefined;
}

type HeadRow = readonly [
  key: number,
  closed: number,
  archived: number,
  archivedBefore: number,
  position: number | null,
  recordedAt: string | null,
];

// The unique key (stream_key, position) carries log_position, so this is one seek and one row, however long the stream is.
const selectHead = `SELECT s.stream_key, s.closed_at IS NOT NULL, s.archived_at IS NOT NULL, s.archived_before, e.position, e.recorded_at
  FROM varve_streams s LEFT JOIN varve_events e ON e.stream_key = s.stream_key AND e.log_position <= ?2
  WHERE s.tenant = ?3 AND s.stream_name = ?1 ORDER BY e.position DESC LIMIT 1`;

const unknown: StreamHead = {
  key: undefined,
  closed: false,
  archived: false,
  archivedBefore: 0,
  streamVersion: 0,
  recordedAt: undefined,
};

/** The stream's end among the events up to the log place `visible`. */
export function findHead(
  { connection, tenant }: Scope,
  streamName: StreamName,
  visible = Number.MAX_SAFE_INTEGER,
): StreamHead {
  const row = connection.statement<HeadRow>(selectHead).get(streamName, visible, tenant);
  if (row === undefined) return unknown;
  const [key, closed, archived, archivedBefore, position, recordedAt] = row;
  const streamVersion = position === null ? 0 : position + 1;
  return {
    key,
    closed: closed === 1,
    archived: archived === 1,
    archivedBefore,
    streamVersion,
    recordedAt: recordedAt ?? undefined,
  };
}
