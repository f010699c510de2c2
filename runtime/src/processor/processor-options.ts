import type { ReadingOptions } from '../codec/reading-options.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { TraceContext } from '../message/trace-context.js';
import type { Observer } from '../observe/observer.js';
import type { Registry } from '../registry/registry.js';
import type { LoggedEventOf } from '../repository/log-sources.js';
import type { Abort } from '../store/abort.js';
import type { Pushing, Tenancy } from '../store/event-store.js';
import type { Leasing } from '../store/lease.js';
import type { ParkedReader } from '../store/parked-event.js';
import type { LogFilter, LogReader, StreamReader } from '../store/read.js';
import type { LogPosition } from '../store/stored-event.js';
import type { CheckpointReader, Transactional, Unit } from '../store/unit.js';

/** What a processor needs of the store that it reads and keeps its checkpoint in. */
export type ProcessorStore<U extends Unit = Unit> = LogReader &
  Partial<Tenancy<U>> &
  StreamReader &
  CheckpointReader &
  Leasing &
  ParkedReader &
  Transactional<U> &
  Partial<Pushing>;

/** What a handler may use beside its event. */
export interface HandlerContext<U extends Unit = Unit> {
  /** What is done through it stands if, and only if, the event counts as handled. */
  readonly unit: U;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborted when the lease was lost: nothing of this unit will be stored. */
  readonly signal: Abort;
  /** Of this handling, where an observer traces it: `causedBy(event, trace)` hands it on to commands. */
  readonly trace?: TraceContext;
}

/** What becomes of an event whose handler throws, or that cannot be read. */
export interface FailurePolicy {
  /** How often it is tried, at least 1. Default 5; what cannot be read is not tried again. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt, doubled before each further one. Default 100. */
  readonly firstPause?: number;
  /** The longest such pause. Default 30,000. */
  readonly longestPause?: number;
  /** After the last attempt. `park`: it is put aside, and all later events of its stream behind it. Default `stop`. */
  readonly otherwise?: 'stop' | 'skip' | 'park';
}

export interface ProcessorOptions<R extends readonly Registry[], U extends Unit = Unit> extends ReadingOptions {
  readonly store: ProcessorStore<U>;
  /** Of its checkpoint, its lease and its parked events. Processors of the same name are one, of which one works at a time. */
  readonly name: string;
  readonly registries: R;
  /**
   * Called for each event in the order of the log, one after the other. Exactly once, as far as what it does through the
   * unit goes; for everything else it may be called again, with the same event id and part.
   */
  readonly handle: (event: LoggedEventOf<R[number]>, context: HandlerContext<U>) => Promise<void> | void;
  /** Types are those of events, whatever names they may lie in the log as. */
  readonly filter?: LogFilter;
  /** Where it begins when it has no checkpoint. Default: the beginning. */
  readonly from?: 'beginning' | 'now' | LogPosition;
  readonly failure?: FailurePolicy;
  /** Stored events that are read and committed at a time, at most. Default 100. */
  readonly batch?: number;
  /** Milliseconds after which another process may take over from one that says nothing. Default 15,000. */
  readonly lease?: number;
  /** The longest wait between two looks at the log, in milliseconds. Default 1,000. */
  readonly pollInterval?: number;
  /** Told of what happens; what it throws is nobody's concern. */
  readonly report?: (report: ProcessorReport) => void;
  /** From 0 to below 1, for jitter. */
  readonly random?: () => number;
  /** Watches pages and handlers. */
  readonly observer?: Observer;
  /** Tells processes apart. Default: a new UUID. */
  readonly owner?: string;
}

/** What happened to a processor, for logs and metrics. */
export type ProcessorReport =
  | { readonly kind: 'leading'; readonly epoch: number }
  | { readonly kind: 'standing-by' }
  | { readonly kind: 'lease-lost' }
  | { readonly kind: 'committed'; readonly handled: number }
  | { readonly kind: 'store-failed'; readonly error: unknown }
  | { readonly kind: 'failed' | 'skipped' | 'parked'; readonly event: FailedEvent; readonly error: unknown };

export interface FailedEvent {
  readonly streamName: StreamName;
  readonly position: number;
  readonly eventId: EventId;
  readonly attempt: number;
}

export interface ProcessorHealth {
  readonly state: 'new' | 'standing-by' | 'leading' | 'stopped' | 'failed';
  /** Whether, when it looked last, nothing lay behind what it had handled. */
  readonly caughtUp: boolean;
  /** Serialised; `undefined` before it has handled anything. */
  readonly logPosition: string | undefined;
  /** Since it was made, in this process. */
  readonly handled: number;
  readonly skipped: number;
  readonly parked: number;
  /** The last thing that went wrong. */
  readonly lastError: unknown;
}
