import type { Context } from '../command/context.js';
import type { FailurePolicy, ProcessorHealth } from '../processor/processor-options.js';
import type { WaitOptions } from '../projection/projection.js';
import type { LogPosition } from '../store/stored-event.js';
import type { BoundProcess } from './bound-process.js';
import type { Ignored } from './react.js';
import type { FindOptions, InstancePage, InstanceReport, ListOptions } from './instance-report.js';

/** How a process is run. */
export interface ProcessOptions {
  /**
   * Where it begins when it is run for the first time ever: `now` (the default) with what comes from then on, `beginning` with
   * everything that ever happened, for which it then sends its commands.
   */
  readonly from?: 'now' | 'beginning';
  /** How long to wait between attempts; how often and what then is the process's to say. */
  readonly failure?: Pick<FailurePolicy, 'firstPause' | 'longestPause'>;
  /** Instances whose commands are sent side by side. Those of one instance are sent one after the other. Default 8. */
  readonly senders?: number;
  /** Events that are handled and committed together, at most. Default 100. */
  readonly batch?: number;
  /** As of processors. */
  readonly lease?: number;
  /** The longest wait between two looks at the log and at timeouts, in milliseconds. Default 1,000. */
  readonly pollInterval?: number;
  readonly owner?: string;
  readonly random?: () => number;
}

/** How a process fares in this program. */
export interface ProcessHealth extends ProcessorHealth {
  /** `<context>.<Name>`. */
  readonly process: string;
  /** Since it was made, in this program: how often it has reacted, and how many events had nothing to do, by reason. */
  readonly reacted: number;
  readonly ignored: Readonly<Partial<Record<Ignored, number>>>;
  /** Commands that were answered, and attempts that failed. */
  readonly answered: number;
  readonly failed: number;
}

/** One process of a program. */
export interface ProcessPart {
  /** `<context>.<Name>`. */
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly ended: Promise<void>;
  health(): ProcessHealth;
  reached(place: LogPosition, options: WaitOptions): Promise<void>;
  /** Whether no command is on its way, and no timeout due. */
  isIdle(): Promise<boolean>;
  replayParked(): Promise<{ readonly handled: number; readonly left: number }>;
  list(options: ListOptions): Promise<InstancePage>;
  find(id: unknown, options: FindOptions): Promise<InstanceReport | undefined>;
}

/** What a process is run with. */
export interface RunnerGiven {
  readonly bound: BoundProcess;
  /** Its own. */
  readonly context: Context;
  /** All of the program's, its own among them: its events and commands are looked for there. */
  readonly contexts: readonly Context[];
  readonly options: ProcessOptions;
}
