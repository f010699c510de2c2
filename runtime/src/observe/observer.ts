// The port through which somebody watches the runtime at work: traces, metrics, logs. The runtime knows nobody who does.
import type { CommandId, StreamName } from '../message/identifiers.js';
import type { LoggedEvent, Message } from '../message/message.js';
import type { GivenMetadata } from '../message/metadata.js';
import type { TraceContext } from '../message/trace-context.js';
import type { ProcessorReport } from '../processor/processor-options.js';
import type { NewStoredEvent } from '../store/stored-event.js';

export interface CommandOperation {
  readonly kind: 'command';
  readonly context: string;
  readonly aggregate: string;
  /** Local name, such as `PlaceOrder`; `record` where events are recorded without a command. */
  readonly name: string;
  readonly streamName: StreamName;
  readonly commandId: CommandId | undefined;
  readonly metadata: GivenMetadata;
}

/** The state of a stream is read. */
export interface LoadOperation {
  readonly kind: 'load';
  readonly streamName: StreamName;
  /** Of what it is read for, where somebody said. */
  readonly trace: TraceContext;
}

export interface AppendOperation {
  readonly kind: 'append';
  readonly streamName: StreamName;
  readonly events: readonly NewStoredEvent[];
}

/** A page of the log is handled and committed. */
export interface PageOperation {
  readonly kind: 'page';
  readonly processor: string;
  /** Stored events. */
  readonly events: number;
}

/** One event is handled, by a processor or a process. */
export interface HandlingOperation {
  readonly kind: 'handling';
  readonly processor: string;
  readonly event: LoggedEvent<Message, object>;
  readonly attempt: number;
  /** Of the page that it is handled with. */
  readonly trace: TraceContext;
}

/** One event is delivered to the outside. */
export interface DeliveryOperation {
  readonly kind: 'delivery';
  readonly processor: string;
  /** What the target calls itself. */
  readonly target: string;
  readonly event: LoggedEvent<Message, object>;
  readonly attempt: number;
}

export type Operation =
  CommandOperation | LoadOperation | AppendOperation | PageOperation | HandlingOperation | DeliveryOperation;

/** How an operation ended. */
export interface Ending {
  readonly error?: unknown;
  /** Such as `accepted`, `rejected`, `nothing`, `appended`, `conflict`. */
  readonly outcome?: string;
  /** Type of a rejection. */
  readonly rejection?: string;
  readonly deduplicated?: boolean;
  /** Events that came of it, or were read. */
  readonly events?: number;
  readonly streamVersion?: number;
}

/** What takes no time. */
export type Notice =
  | {
      readonly kind: 'contended';
      readonly streamName: StreamName;
      readonly command: string;
      /** Attempts that were too late so far. */
      readonly attempts: number;
    }
  | { readonly kind: 'processor'; readonly processor: string; readonly report: ProcessorReport };

export interface Observer {
  /**
   * Called for every operation. Calls `run` once and at once, with the trace that the operation is to hand on where there is
   * one; `run` never rejects. An operation that is not to be watched begins without it. Whatever goes wrong in here is
   * nobody's concern: the operation goes on as if nobody watched.
   */
  around(operation: Operation, run: (trace?: TraceContext) => Promise<Ending>): void | Promise<void>;
  note?(notice: Notice): void;
}
