import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import type { Archived } from '../../runtime/src/store/read.js';
import type { LoggedStoredEvent, StoredEvent } from '../../runtime/src/store/stored-event.js';
import { stream } from '../faults/children/program.js';
import { type ArchivingVerdict, follows, tell } from './judge-archiving.js';
import { type Handle, handleOf, keyOf, type KnownLog, ownerOf, wholeLog } from './known-log.js';
import { markOf, nobody, type Owner } from './testimony.js';

/**
 * At the end, when nobody writes any more: each tenant's handle shows exactly its own events, in the log and by stream;
 * without the archive it shows exactly those behind the border, and each border is where the archivers left it.
 */
export async function judgeHandles(
  store: FullEventStore,
  log: KnownLog,
  { mayStand }: Pick<ArchivingVerdict, 'mayStand'>,
): Promise<readonly string[]> {
  const owners = [...new Set([nobody, ...log.events.map(ownerOf)])];
  const borders = new Map<string, number>();
  const violations: string[] = [];
  for (const [key, events] of log.streams) {
    const [owner = '', name = ''] = key.split(' ');
    const handle = handleOf(store, owner);
    const { state, archivedBefore } = await handle.readStream(stream(name), { limit: 1 });
    borders.set(key, archivedBefore);
    if (!follows({ state, border: archivedBefore }, mayStand(key))) {
      violations.push(`${key} is ${state} ${String(archivedBefore)} at the end, and not ${tell(mayStand(key))}.`);
    }
    for (const archived of ['include', 'exclude'] as const) {
      const due = events.filter(({ position }) => archived === 'include' || position >= archivedBefore);
      const shown = await wholeStream(handle, name, archived);
      violations.push(...compare(`Stream ${key}, ${archived} archived`, due, shown));
    }
  }
  const isOutside = (event: LoggedStoredEvent): boolean =>
    event.position >= (borders.get(keyOf(ownerOf(event), event.streamName)) ?? 0);
  for (const owner of owners) {
    const own = log.events.filter((event) => owner === nobody || ownerOf(event) === owner);
    for (const archived of ['include', 'exclude'] as const) {
      const due = archived === 'include' ? own : own.filter(isOutside);
      violations.push(
        ...compare(`The log of ${owner}, ${archived} archived`, due, await logOf(store, owner, archived)),
      );
    }
  }
  return violations;
}

const logOf = (store: FullEventStore, owner: Owner, archived: Archived): Promise<readonly StoredEvent[]> =>
  wholeLog(handleOf(store, owner), archived);

async function wholeStream(handle: Handle, name: string, archived: Archived): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (let from = 0; ;) {
    const page = await handle.readStream(stream(name), { from, limit: 2_000, archived });
    all.push(...page.events);
    if (page.end) return all;
    from = page.scannedTo;
  }
}

function compare(what: string, due: readonly StoredEvent[], shown: readonly StoredEvent[]): readonly string[] {
  const marks = new Set(due.map(markOf));
  const foreign = shown.filter((event) => !marks.has(markOf(event)));
  const seen = new Set(shown.map(markOf));
  const missing = due.filter((event) => !seen.has(markOf(event)));
  const violations = [
    ...foreign.slice(0, 3).map((event) => `${what}, shows ${markOf(event)}, which is not for it.`),
    ...missing.slice(0, 3).map((event) => `${what}, does not show ${markOf(event)}.`),
    ...(seen.size === shown.length ? [] : [`${what}, shows an event twice.`]),
  ];
  if (violations.length > 0 || due.map(markOf).join() === shown.map(markOf).join()) return violations;
  return [`${what}, is out of its order.`];
}
