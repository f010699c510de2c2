import type { Host } from '../host/host.js';
import type { ChangeSet } from './change-set.js';

/** Told before each file how many were written, of how many. */
type OnWrite = (done: number, total: number) => void;

/**
 * Writes what differs and nothing else, one file at a time: deletions, then generated files, then the users' own, so
 * that what people wrote never gets ahead of what it leans on. A run that is killed leaves each file old or new in full,
 * and the next run completes it. @throws PathRefusedError when the disk changed under way and a path became unsafe.
 */
export async function applyChanges(host: Host, { changes }: ChangeSet, out: string, onWrite?: OnWrite): Promise<void> {
  let written = 0;
  for (const change of changes) if (change.kind === 'delete') await host.removeFile(change.path, out);
  for (const generated of [true, false]) {
    for (const change of changes) {
      if (change.kind === 'delete' || (change.ownership === 'generated') !== generated) continue;
      onWrite?.(written, changes.length);
      written += 1;
      // What can be generated again need not wait for the disk, which takes longer than all the rest.
      await host.replaceFile(change.path, change.text, !generated);
    }
  }
}
