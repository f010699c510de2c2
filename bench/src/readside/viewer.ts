/** A store with a view of its log: what each basket comes to. */
import type { BasketTotals, ItemAddedData } from '../runtime/workload.js';

export interface Viewer {
  append(stream: string, streamVersion: number, items: readonly ItemAddedData[]): Promise<void>;
  /** Makes the view from the beginning of the log, whatever was there before. Resolves when it holds the whole log. */
  build(): Promise<void>;
  /** Follows the log from now on; @returns what stops it. `undefined` where nothing follows. */
  readonly follow: (() => Promise<() => Promise<void>>) | undefined;
  /** What the view says of a basket. */
  find(stream: string): Promise<BasketTotals | undefined>;
  /** Sums over all rows of the view. */
  sums(): Promise<{ readonly rows: number; readonly items: number }>;
  /** Its views are known to lack events: that they hold all of them is not asked. */
  readonly missesEvents?: true;
  close(): Promise<void>;
}

/** `folder` is a new, empty folder for stores that need one. */
export type OpenViewer = (folder: string) => Promise<Viewer>;

/** Adds up what each basket of a page came to, so that it is one row to write. */
export function addedBy(
  events: readonly { readonly stream: string; readonly data: ItemAddedData }[],
): ReadonlyMap<string, BasketTotals> {
  const added = new Map<string, BasketTotals>();
  for (const { stream, data } of events) {
    const { items = 0, cents = 0 } = added.get(stream) ?? {};
    added.set(stream, { items: items + data.quantity, cents: cents + data.quantity * data.unitCents });
  }
  return added;
}
