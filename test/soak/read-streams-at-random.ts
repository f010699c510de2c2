import { say, stream } from '../faults/children/program.js';
import { createSeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { streamCount } from './owners.js';
import type { Reading } from './read-log-onward.js';
import { pause, survive } from './survive.js';
import { markList } from './testimony.js';

/**
 * Reads pages of streams without end, with the archive and without it: `stream <owner> <stream> <archived> <state> <version>
 * <archived before> <from> <limit> <marks>`.
 */
export async function readStreamsAtRandom({ handle, owner, run }: Reading): Promise<void> {
  const random = createSeededRandom(run.length * 7_919 + Number(run.replace(/\D/g, '')));
  const versions = new Map<string, number>();
  for (;;) {
    const name = `account-${String(random.below(streamCount))}`;
    const archived = random.chance(2) ? 'include' : 'exclude';
    const from = random.below((versions.get(name) ?? 0) + 1);
    const limit = 1 + random.below(80);
    await survive(async () => {
      const page = await handle.readStream(stream(name), { from, limit, archived });
      const { streamVersion, archivedBefore, events, state } = page;
      versions.set(name, streamVersion);
      const numbers = [streamVersion, archivedBefore, from, limit].join(' ');
      say(`stream ${owner} ${name} ${archived} ${state} ${numbers} ${markList(events)} .`);
    });
    await pause(15);
  }
}
