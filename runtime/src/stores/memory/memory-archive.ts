import type { ArchiveResult } from '../../store/archive.js';
import type { ArchiveRequest } from '../../store/create-archiving.js';
import { judgeArchive, refuseBehind, standingOf } from '../../store/judge-archive.js';
import { endOf } from './memory-log.js';
import type { MemoryTables } from './memory-tables.js';

/** Nothing has to be moved in memory: what is archived is marked. A write of its own; what throws has changed nothing. */
export function archiveInMemory({ log, logId, checkpoints }: MemoryTables, request: ArchiveRequest): ArchiveResult {
  const stream = log.stream(request.streamName);
  const verdict = judgeArchive(request, endOf(stream));
  if (verdict.kind !== 'move') return verdict;
  if (stream === undefined) return standingOf(endOf(stream), true);
  const saved = [...checkpoints.entries()].map(([, checkpoint]) => checkpoint);
  refuseBehind(request, saved, { logId, place: (stream.places[verdict.before - 1] ?? -1) + 1 });
  log.archive(stream, verdict);
  return standingOf(endOf(stream), false);
}
