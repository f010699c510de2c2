import type { LogPosition } from './stored-event.js';

/** A stretch of the log: behind `after` (from the beginning when left out), up to and including `to`. */
export interface LogRange {
  readonly after?: LogPosition;
  readonly to: LogPosition;
  /** Places in it, those of hidden events included. */
  readonly places: number;
}

/** What a store offers whose log can be read in several places at once. */
export interface PartitionedLog {
  /**
   * Stretches of about the same length that make up the log behind `after` as it stands; fewer than asked for where it
   * is short, none where nothing lies there.
   * @param parts at least 1
   */
  partitionLog(parts: number, after?: LogPosition): Promise<readonly LogRange[]>;
}
