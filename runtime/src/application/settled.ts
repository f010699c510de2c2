import type { Context } from '../command/context.js';
import { systemSleep } from '../command/platform.js';
import type { ProcessPart } from '../process/process-part.js';
import type { WaitOptions } from '../projection/projection.js';
import { refuseAborted } from '../store/read-bounds.js';
import type { EventStore } from '../store/event-store.js';
import type { LogPosition } from '../store/stored-event.js';

interface Follower {
  reached(place: LogPosition, options: WaitOptions): Promise<void>;
}

/** Resolves when everything that is in the log now was handled. */
export async function caughtUp(
  contexts: readonly Context[],
  parts: readonly Follower[],
  given: WaitOptions,
): Promise<void> {
  const head = await contexts[0]?.settings.store.head();
  if (head !== undefined) await Promise.all(parts.map((part) => part.reached(head, given)));
}

const lookAgain = 10;

/** Resolves when everything was handled, and nothing that processes have set off is on its way. */
export async function settled(
  contexts: readonly Context[],
  parts: readonly Follower[],
  { runners, given }: { readonly runners: readonly ProcessPart[]; readonly given: WaitOptions },
): Promise<void> {
  const store = contexts[0]?.settings.store;
  for (;;) {
    refuseAborted(given.signal);
    const head = await store?.head();
    await caughtUp(contexts, parts, given);
    const idle = await Promise.all(runners.map((runner) => runner.isIdle()));
    const later = await store?.head();
    if (isSame(store, head, later) && idle.every(Boolean)) return;
    await systemSleep(lookAgain);
  }
}

function isSame(
  store: Pick<EventStore, 'compareLogPositions'> | undefined,
  before: LogPosition | undefined,
  after: LogPosition | undefined,
): boolean {
  if (before === undefined || after === undefined) return before === after;
  return store?.compareLogPositions(before, after) === 0;
}
