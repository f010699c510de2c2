import { say } from '../faults/children/program.js';
import type { LogPosition } from '../../runtime/src/store/stored-event.js';
import type { Handle } from './known-log.js';
import { pause, survive } from './survive.js';
import { markList, type Owner } from './testimony.js';

export interface Reading {
  readonly handle: Handle;
  readonly owner: Owner;
  readonly run: string;
}

interface Onward {
  /** `all` reads the archive, too; `outside` leaves it out. */
  readonly manner: string;
  /** Place to start behind, or `-`. */
  readonly after: string;
}

/** Follows the log without end: `from <manner> <owner> <place>`, then for each page `page <manner> <owner> <place> <marks>`. */
export async function readLogOnward({ handle, owner }: Reading, { manner, after: start }: Onward): Promise<void> {
  const archived = manner === 'outside' ? 'exclude' : 'include';
  let after: LogPosition | undefined = start === '-' ? undefined : handle.parseLogPosition(start);
  say(`from ${manner} ${owner} ${start} .`);
  for (let count = 0; ; count += 1) {
    await survive(async () => {
      const limit = 1 + ((count * 7) % 500);
      const { events, scannedTo, end } = await handle.readLog({ limit, archived, ...(after && { after }) });
      if (scannedTo !== undefined && (after === undefined || handle.compareLogPositions(after, scannedTo) !== 0)) {
        say(`page ${manner} ${owner} ${handle.serializeLogPosition(scannedTo)} ${markList(events)} .`);
      }
      after = scannedTo ?? after;
      await pause(end ? 25 : 1);
    });
  }
}
