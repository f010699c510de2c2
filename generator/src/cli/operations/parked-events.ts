import type { Inspection } from './inspect-store.js';
import type { StoreView, StreamName } from './runtime-types.js';

type ParkedEvent = Awaited<ReturnType<StoreView['readParked']>>[number];

export interface Parked extends ParkedEvent {
  /** The tenant whose processor it is, where that has to be said. */
  readonly handle: string | undefined;
}

export interface ParkedSelection {
  readonly processor?: string | undefined;
  readonly stream?: string | undefined;
  readonly limit?: number;
}

/** What processors have put aside, by processor, in the order in which they did. */
export async function parkedIn(
  { view, viewOf }: Pick<Inspection, 'view' | 'viewOf'>,
  { processor, stream, limit = Infinity }: ParkedSelection,
): Promise<readonly Parked[]> {
  const counts = await view.inventory.parked();
  const found: Parked[] = [];
  for (const { processor: name, tenant: handle, events } of counts) {
    if ((processor !== undefined && name !== processor) || found.length >= limit) continue;
    // There is no cursor: whoever parks meanwhile may add a few, and they are seen the next time.
    const own = viewOf(handle);
    const parked = await own.readParked(name, { limit: Math.min(limit, Math.max(events, 1)) });
    const wanted = parked.filter(({ streamName }) => stream === undefined || streamName === (stream as StreamName));
    found.push(...wanted.map((event) => ({ ...event, handle })));
  }
  return found;
}
