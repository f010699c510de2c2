import { CheckpointsBehindError, StreamClosedError } from '../errors/store-errors.js';
import type { Conflict, ExpectedVersion } from './append.js';
import type { StreamStanding } from './archive.js';
import type { ArchiveRequest } from './create-archiving.js';
import { stateOf, type StreamEnd } from './read-bounds.js';
import type { Checkpoint } from './unit.js';

/** What is asked for: to close the stream, to move what lies before a position, or to take everything back. */
export type ArchiveStep =
  | { readonly kind: 'archive'; readonly expected: ExpectedVersion }
  | { readonly kind: 'truncate'; readonly before: number }
  | { readonly kind: 'restore' };

/** Events before this position belong into the archive from now on, and no others. */
export interface ArchiveMove {
  readonly kind: 'move';
  readonly before: number;
  /** Whether the stream takes events afterwards. */
  readonly closes: boolean;
}

/** The one decision table of archiving, shared by the stores. @throws StreamClosedError when the stream was deleted */
export function judgeArchive(
  { streamName, step }: ArchiveRequest,
  end: StreamEnd,
): ArchiveMove | StreamStanding | Conflict {
  const { streamVersion, closed, archived, archivedBefore } = end;
  if (closed && !archived) throw new StreamClosedError(streamName);
  switch (step.kind) {
    case 'restore':
      return archivedBefore === 0 ? standingOf(end, true) : { kind: 'move', before: 0, closes: false };
    case 'archive':
      if (archived) return standingOf(end, true);
      if (streamVersion === 0 || !isExpected(step.expected, streamVersion)) return { kind: 'conflict', streamVersion };
      return { kind: 'move', before: streamVersion, closes: true };
    case 'truncate':
      if (step.before > streamVersion) return { kind: 'conflict', streamVersion };
      return step.before > archivedBefore
        ? { kind: 'move', before: step.before, closes: false }
        : standingOf(end, true);
  }
}

export function standingOf(end: StreamEnd, deduplicated: boolean): StreamStanding {
  const { streamVersion, archivedBefore } = end;
  return { kind: 'done', state: stateOf(end), streamVersion, archivedBefore, deduplicated };
}

/** The last event that is to be moved, for stores that count the log densely from 1; 0 when none is. */
export interface LastMoved {
  readonly logId: string;
  readonly place: number;
}

/**
 * Checkpoints of other logs say nothing of this one; one whose place cannot be read counts as behind.
 * @throws CheckpointsBehindError unless every checkpoint has passed the event, or is to be ignored
 */
export function refuseBehind(
  { streamName, ignoreCheckpoints }: ArchiveRequest,
  checkpoints: readonly Checkpoint[],
  last: LastMoved,
): void {
  if (last.place === 0) return;
  const names = checkpoints
    .filter((checkpoint) => checkpoint.logId === last.logId && !hasPassed(checkpoint, last.place))
    .map(({ name }) => name)
    .filter((name) => !ignoreCheckpoints.includes(name));
  if (names.length > 0) throw new CheckpointsBehindError(streamName, names);
}

function hasPassed({ logPosition }: Checkpoint, place: number): boolean {
  return /^[1-9]\d{0,15}$/.test(logPosition) && Number(logPosition) >= place;
}

function isExpected(expected: ExpectedVersion, streamVersion: number): boolean {
  if (typeof expected === 'object') return expected.streamVersion === streamVersion;
  return expected !== 'no-stream';
}
