import type { ArchiveResult } from '../../store/archive.js';
import type { ArchiveRequest } from '../../store/create-archiving.js';
import { judgeArchive, refuseBehind, standingOf } from '../../store/judge-archive.js';
import { endOf } from './memory-log.js';
import type { MemoryTables } from './memory-tables.js';

export interface ArchiveSettings {
  readonly tables: MemoryTables;
  readonly logId: string;
}

/** Nothing has to be moved in memory: what is archived is marked. A write of its own; what throws has changed nothing. */
export function archiveInMemory({ tables, logId }: ArchiveSettings, request: ArchiveRequest): ArchiveResult {
  const { log, tenant } = tables;
  const stream = log.stream(tenant, request.streamName);
  const verdict = judgeArchive(request, endOf(stream));
  if (verdict.kind !== 'move') return verdict;
  if (stream === undefined) return standingOf(endOf(stream), true);
  const place = (stream.places[verdict.before - 1] ?? -1) + 1;
  refuseBehind(request, tables.readersCheckpoints(), { logId, place });
  log.archive(stream, verdict);
  return standingOf(endOf(stream), false);
}
