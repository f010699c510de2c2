import type { FullEventStore } from '../../../runtime/src/store/event-store.js';

/** A store with one fault that real stores had, and the cases of the contract that must notice. */
export interface BrokenStore {
  readonly fault: string;
  readonly caughtBy: readonly string[];
  /** The store to break, where it is not the one in memory. */
  readonly openSound?: (now: () => string) => Promise<FullEventStore>;
  /** Puts the fault in front of a sound store. */
  readonly breakStore: (sound: FullEventStore, now: () => string) => FullEventStore;
}
