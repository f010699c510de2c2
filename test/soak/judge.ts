/** What must hold of a store at the end of a soak, whatever was killed. */
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { judgeArchiving } from './judge-archiving.js';
import { judgeHandles } from './judge-handles.js';
import { judgeReaders } from './judge-readers.js';
import { judgeStreamReaders } from './judge-stream-readers.js';
import { judgeWriters } from './judge-writers.js';
import { readKnownLog } from './known-log.js';
import { allWordsOf, type Testimony } from './testimony.js';

export interface Verdict {
  readonly events: number;
  readonly acknowledged: number;
  readonly unknown: number;
  /** Appends that an archived stream refused. */
  readonly refused: number;
  /** Of the log and of streams. */
  readonly pages: number;
  /** Steps of archiving that moved something. */
  readonly moved: number;
  /** Steps that a checkpoint kept from being done. */
  readonly held: number;
  readonly violations: readonly string[];
}

export async function judge(store: FullEventStore, members: readonly Testimony[]): Promise<Verdict> {
  const log = await readKnownLog(store);
  const archiving = judgeArchiving(log, members);
  const count = (...words: readonly string[]): number => allWordsOf(members, ...words).length;
  const refusals = allWordsOf(members, 'refused');
  return {
    events: log.events.length,
    acknowledged: count('ack'),
    unknown: count('unknown'),
    refused: refusals.filter(([, , code]) => code === 'stream-closed').length,
    pages: count('page', 'stream'),
    moved: allWordsOf(members, 'done').filter(([, , , , , moved]) => moved === 'moved').length,
    held: refusals.filter(([, , code]) => code === 'checkpoints-behind').length,
    violations: [
      ...judgeWriters(log, members),
      ...archiving.violations,
      ...judgeReaders(log, members, archiving),
      ...judgeStreamReaders(log, members),
      ...(await judgeHandles(store, log, archiving)),
    ],
  };
}
