import type { FullEventStore, TenantStore } from '../../runtime/src/store/event-store.js';
import type { Archived } from '../../runtime/src/store/read.js';
import type { LoggedStoredEvent, LogPosition } from '../../runtime/src/store/stored-event.js';
import { markOf, nobody, type Owner } from './testimony.js';

export type Handle = FullEventStore | TenantStore;

/** The handle of a tenant, or the store as it was opened. */
export const handleOf = (store: FullEventStore, owner: Owner): Handle =>
  owner === nobody ? store : store.forTenant(owner);

export const ownerOf = ({ tenant }: Pick<LoggedStoredEvent, 'tenant'>): Owner => tenant ?? nobody;

/** Of a stream: two tenants have streams of the same names. */
export const keyOf = (owner: Owner, streamName: string): string => `${owner} ${streamName}`;

/** Everything that lies in the log at the end of a soak, archive and all tenants included. */
export interface KnownLog {
  readonly events: readonly LoggedStoredEvent[];
  readonly byMark: ReadonlyMap<string, LoggedStoredEvent>;
  /** By `keyOf`. */
  readonly streams: ReadonlyMap<string, readonly LoggedStoredEvent[]>;
  /** Index of the first event behind a serialised position. */
  indexBehind(position: string): number;
}

export async function readKnownLog(store: FullEventStore): Promise<KnownLog> {
  const events = await wholeLog(store, 'include');
  const streams = new Map<string, LoggedStoredEvent[]>();
  for (const event of events) {
    const key = keyOf(ownerOf(event), event.streamName);
    const own = streams.get(key) ?? [];
    own.push(event);
    streams.set(key, own);
  }
  return {
    events,
    byMark: new Map(events.map((event) => [markOf(event), event])),
    streams,
    indexBehind: (text) => indexBehind(store, events, store.parseLogPosition(text)),
  };
}

export async function wholeLog(handle: Handle, archived: Archived): Promise<readonly LoggedStoredEvent[]> {
  const all: LoggedStoredEvent[] = [];
  let after: LogPosition | undefined;
  for (;;) {
    const page = await handle.readLog({ limit: 5_000, archived, ...(after === undefined ? {} : { after }) });
    for (const event of page.events) all.push(event);
    after = page.scannedTo ?? after;
    if (page.end) return all;
  }
}

function indexBehind(store: FullEventStore, events: readonly LoggedStoredEvent[], position: LogPosition): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && store.compareLogPositions(event.logPosition, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
