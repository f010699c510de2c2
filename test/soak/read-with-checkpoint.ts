import { say } from '../faults/children/program.js';
import type { Lease } from '../../runtime/src/store/lease.js';
import type { LogPosition } from '../../runtime/src/store/stored-event.js';
import type { Reading } from './read-log-onward.js';
import { pause, survive } from './survive.js';
import { markList } from './testimony.js';

const name = 'kept';
const milliseconds = 2_000;

/**
 * Follows the log without end, the archive left out, and moves a checkpoint, as the only one who does: `from kept <owner>
 * <place>` when it has the lease, then for each page, once the checkpoint has passed it, `page kept <owner> <place> <marks>`.
 */
export async function readWithCheckpoint(reading: Reading): Promise<void> {
  const { handle, run } = reading;
  for (;;) {
    await survive(async () => {
      const answer = await handle.acquireLease({ name, owner: run, milliseconds });
      if (answer.kind === 'acquired') await lead(reading, answer.lease);
    });
    await pause(100);
  }
}

async function lead({ handle, owner }: Reading, first: Lease): Promise<void> {
  const logId = await handle.logId();
  const found = (await handle.findCheckpoint(name))?.logPosition;
  let after: LogPosition | undefined = found === undefined ? undefined : handle.parseLogPosition(found);
  say(`from kept ${owner} ${found ?? '-'} .`);
  let lease: Lease | undefined = first;
  for (let count = 0; lease !== undefined; count += 1) {
    const held: Lease = lease;
    const limit = 1 + ((count * 13) % 400);
    const { events, scannedTo, end } = await handle.readLog({ limit, archived: 'exclude', ...(after && { after }) });
    if (scannedTo !== undefined && (after === undefined || handle.compareLogPositions(after, scannedTo) !== 0)) {
      const eventId = await handle.eventIdAt(scannedTo);
      if (eventId === undefined) throw new Error(`No event lies at ${handle.serializeLogPosition(scannedTo)}.`);
      const logPosition = handle.serializeLogPosition(scannedTo);
      await handle.transact(async (unit) => {
        await unit.holdLease(held);
        await unit.saveCheckpoint({ name, logId, logPosition, eventId, epoch: held.epoch });
      });
      say(`page kept ${owner} ${logPosition} ${markList(events)} .`);
      after = scannedTo;
    }
    // Now and then it is behind, and archivers have to wait for it.
    await pause(count % 20 === 19 ? 700 : end ? 25 : 1);
    lease = await handle.renewLease(held, milliseconds);
  }
}
