import type { Observer } from '../observe/observer.js';
import type { FailurePolicy, ProcessorHealth } from '../processor/processor-options.js';
import type { SkippedEvent } from './skipped-events.js';

/** How rows are kept up with the log. What becomes of an event that fails is said by the projection itself. */
export interface KeepOptions {
  /** How long to wait between attempts; how often and what then is the projection's to say. */
  readonly failure?: Pick<FailurePolicy, 'firstPause' | 'longestPause'>;
  /** Events that are folded and committed together, at most. Default 500. */
  readonly batch?: number;
  /** As of processors. */
  readonly lease?: number;
  readonly pollInterval?: number;
  readonly owner?: string;
  readonly random?: () => number;
  /** Default: that of the projection's context. */
  readonly observer?: Observer;
  /** How many events a second are folded while rows are built, at most, so that others find the store free. Default: no limit. */
  readonly eventsPerSecond?: number;
  /**
   * Parts that are worked on side by side, also by several processes, where each row belongs to a stream. Settled when rows are
   * first built; a rebuild may change it. Default 1.
   */
  readonly slices?: number;
  /** Told how far building has come, a few times a second; what it throws is nobody's concern. */
  readonly report?: (report: BuildingReport) => void;
}

/** For a progress bar. */
export interface BuildingReport {
  /** `<context>.<Name>`. */
  readonly projection: string;
  readonly kind: 'building' | 'built';
  /** Places of the log that are done, of so many when it was begun; both 0 where a store does not number them. */
  readonly done: number;
  readonly of: number;
  /** Events that were folded by this process, in all and per second. */
  readonly events: number;
  readonly perSecond: number;
  /** Events that were passed over by this process. */
  readonly skipped: number;
  readonly parked: number;
}

/** What came of a rebuild. */
export interface RebuildResult {
  readonly projection: string;
  /** Folded by this process. */
  readonly events: number;
  /** Events that are not in the rows, whichever process passed them over. */
  readonly skipped: number;
  /** The first few of those. */
  readonly firstSkipped: readonly SkippedEvent[];
  readonly parked: number;
  /** Nothing was skipped or parked: the rows are what the log says. */
  readonly isComplete: boolean;
}

export interface RebuildOptions extends Pick<KeepOptions, 'slices' | 'eventsPerSecond' | 'report'> {}

/** How a projection fares in this process. */
export interface ProjectionHealth {
  readonly projection: string;
  readonly run: 'inline' | 'async' | 'live';
  /** `replaced`: other code keeps the rows by now. */
  readonly state: 'new' | 'building' | 'serving' | 'replaced' | 'failed' | 'stopped';
  /** One for each slice, where this process works on it. */
  readonly slices: readonly ProcessorHealth[];
  /** Places of the log that are not in the rows yet, as far as the store can tell. */
  readonly behind: number;
  /** Events that were folded by this process since it was started, in all and per second. */
  readonly events: number;
  readonly perSecond: number;
  readonly lastError: unknown;
}
