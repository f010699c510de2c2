import { systemMilliseconds } from '../command/platform.js';
import type { ParkedReader } from '../store/parked-event.js';
import type { OutboxReader } from '../store/unit.js';
import { outboxName } from './parked-order.js';
import { storedIn } from './stored-message.js';

/** How much waits in the outbox, whichever process relays it, and if none does. */
export interface OutboxLag {
  /** Messages, 1,000 at most; those that wait behind parked ones included. */
  readonly messages: number;
  /** How long ago the oldest event among them was recorded; 0 without one. Messages of other kinds do not tell. */
  readonly seconds: number;
  /** Order keys that are held up by a parked message, 1,000 at most. */
  readonly parked: number;
}

const most = 1_000;

export async function outboxLag(
  store: OutboxReader & ParkedReader,
  now: () => number = systemMilliseconds,
): Promise<OutboxLag> {
  const [waiting, parked] = await Promise.all([store.readOutbox(most), store.readParked(outboxName)]);
  let oldest = Infinity;
  for (const message of waiting) {
    const at = Date.parse(storedIn(message)?.recordedAt ?? '');
    if (at < oldest) oldest = at;
  }
  const seconds = oldest === Infinity ? 0 : Math.max(0, (now() - oldest) / 1_000);
  return { messages: waiting.length, seconds, parked: parked.length };
}
