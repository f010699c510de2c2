import type { StreamReader } from '../store/read.js';
import type { Lease } from '../store/lease.js';
import type { Transactional } from '../store/unit.js';
import type { ViewReader } from '../store/view.js';
import { streamIdOf } from '../repository/stream-identity.js';
import { placeId } from './derived-ids.js';
import { instanceView, rowChange, rowOf } from './instance-rows.js';
import { loadInstance } from './load-instance.js';
import type { ProcessSetup } from './process-setup.js';
import { dueTimers } from './react.js';
import type { TimedOut } from './records.js';
import { writeRecords } from './write-records.js';

export type DeskStore = StreamReader & Transactional & ViewReader;

const most = 100;

/**
 * Notes the timeouts that are due, each in its instance's stream, from where the log brings them to their handlers: whoever is
 * killed meanwhile, each is noted once. @returns how many instances that were, at most 100 at a time
 */
export async function fireTimeouts(setup: ProcessSetup, store: DeskStore, lease: Lease, now: string): Promise<number> {
  const view = instanceView(setup.name);
  const due = await store.queryRows(view, {
    where: [
      { column: 'status', is: 'equal', value: 'running' },
      { column: 'due', is: 'at-most', value: now },
    ],
    orderBy: [{ column: 'due', descending: false }],
    limit: most,
  });
  if (due.length === 0) return 0;
  const names = due.map((row) => rowOf(row).streamName);
  const instances = await Promise.all(
    names.map(async (name) => [name, await loadInstance(setup, store, name)] as const),
  );
  await store.transact(async (unit) => {
    await unit.holdLease(lease);
    // All instances at once: what they note goes to the store together.
    const noting = instances.map(async ([streamName, before]) => {
      const id = streamIdOf(setup.streams, streamName);
      let instance = before;
      for (const [timeout, at] of dueTimers(before, now)) {
        const data: TimedOut = { timeout, due: at };
        const eventId = placeId(setup.name, streamName, instance.streamVersion);
        const records = [{ message: { type: setup.types.timedOut, data }, eventId }];
        const { metadata } = instance;
        const cause = { causationId: metadata?.causationId ?? streamName, metadata: metadata ?? {} };
        instance = await writeRecords(setup, { unit, streamName, id, instance }, records, cause);
      }
      return rowChange(streamName, instance);
    });
    await unit.writeRows(view, await Promise.all(noting));
  });
  return names.length;
}
