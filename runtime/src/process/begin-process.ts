import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { LogReader } from '../store/read.js';
import type { Transactional } from '../store/unit.js';
import type { Views } from '../store/view.js';
import { instanceView } from './instance-rows.js';

/**
 * Notes where a process begins when it is run for the first time ever, so that a restart begins there, too. Its rows being
 * there says that it was run before.
 */
export async function beginProcess(
  store: LogReader & Transactional & Views,
  process: string,
  { name, from }: { readonly name: string; readonly from: 'now' | 'beginning' },
): Promise<void> {
  if ((await store.findViews(process)).length > 0) return;
  const head = from === 'now' ? await store.head() : undefined;
  const eventId = head && (await store.eventIdAt(head));
  if (head !== undefined && eventId !== undefined) {
    const logPosition = store.serializeLogPosition(head);
    const checkpoint = { name, logId: await store.logId(), logPosition, eventId, epoch: 0 };
    try {
      await store.transact((unit) => unit.saveCheckpoint(checkpoint));
    } catch (error) {
      // Another process has begun meanwhile, and is at work.
      if (!isRuntimeError(error, 'stale-epoch')) throw error;
    }
  }
  await store.openView(instanceView(process));
}
