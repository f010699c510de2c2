import type { StreamName } from '../message/identifiers.js';

/**
 * Why an instance may be stuck: a command was not answered for long, nothing is set that would wake it for long (it waits for
 * an event), or it takes longer than its schema says.
 */
export type StuckReason = 'undelivered' | 'idle' | 'overdue';

export interface FindOptions {
  /** Milliseconds after which a command that was not answered makes an instance stuck. Default 60,000. */
  readonly undeliveredFor?: number;
  /** Milliseconds after which an instance that waits for nothing but events is stuck. Default 3,600,000. */
  readonly idleFor?: number;
}

export interface ListOptions extends FindOptions {
  /** Default: all of them. `stuck` ones are running, or have ended and left commands behind. */
  readonly status?: 'running' | 'ended' | 'stuck';
  /** The `cursor` of the page before. */
  readonly after?: string;
  /** At least 1 and at most 1,000. Default 100. */
  readonly limit?: number;
}

export interface InstancePage {
  /** In the order of their streams' names. */
  readonly instances: readonly InstanceSummary[];
  /** Where the next page begins; `undefined` behind the last one. */
  readonly cursor: string | undefined;
}

export interface InstanceSummary {
  /** `<context>.<Name>`. */
  readonly process: string;
  readonly id: unknown;
  readonly streamName: StreamName;
  readonly status: 'running' | 'ended';
  /** None where all is well. */
  readonly stuck: readonly StuckReason[];
  readonly startedAt: string;
  readonly changedAt: string;
  /** What it has reacted to last. */
  readonly last: string;
  /** When the next timeout is due. */
  readonly due: string | undefined;
  /** Number of commands that are not answered. */
  readonly pending: number;
}

export interface InstanceReport extends InstanceSummary {
  readonly state: unknown;
  readonly streamVersion: number;
  readonly timeouts: readonly { readonly name: string; readonly due: string }[];
  readonly commands: readonly PendingCommand[];
}

/** A command that was decided on and is not answered. */
export interface PendingCommand {
  readonly commandId: string;
  readonly type: string;
  readonly since: string;
  /** What went wrong last. */
  readonly failure: string | undefined;
}
