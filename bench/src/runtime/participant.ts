import type { BasketTotals, ItemAddedData } from './workload.js';

/** One store with the code around it that turns domain data into stored events and back, as its users would write it. */
export interface Participant {
  /** Appends typed events under the version the stream stands at. */
  append(stream: string, streamVersion: number, items: readonly ItemAddedData[]): Promise<void>;
  /** Reads a whole stream as typed events with metadata. @returns how many */
  read(stream: string): Promise<number>;
  /** Reads a whole stream and folds it. */
  fold(stream: string): Promise<BasketTotals>;
  /** The data of a whole stream, to be compared with what was to be stored. */
  items(stream: string): Promise<readonly ItemAddedData[]>;
  /** Load, fold, decide, append one event under the loaded version. */
  addItem(stream: string, item: ItemAddedData): Promise<void>;
  /** Reads the whole log as typed events, in pages of 1,000. @returns how many; `undefined` where a store has no log */
  readonly readLog: (() => Promise<number>) | undefined;
  /** It is known to pass over events when it reads its log: that it gives all of them is not asked of it. */
  readonly missesEvents?: true;
  close(): Promise<void>;
}

/** Opens an empty store. `folder` is a new, empty folder for stores that need one. */
export type OpenParticipant = (folder: string) => Promise<Participant>;
