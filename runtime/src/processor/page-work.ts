import type { DecodedEvent } from '../codec/decode-event.js';
import type { Registry } from '../registry/registry.js';
import { observed } from '../observe/observed.js';
import type { Observer } from '../observe/observer.js';
import { loggedEvent, type LoggedEventOf } from '../repository/log-sources.js';
import type { TraceContext } from '../message/trace-context.js';
import type { Abort } from '../store/abort.js';
import type { Lease } from '../store/lease.js';
import type { LoggedStoredEvent, LogPosition } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import type { HandlerContext, ProcessorOptions } from './processor-options.js';

/** An event's handler threw, or the event cannot be read. Never leaves this package: `cause` is what others hear. */
export class EventFailure extends Error {
  readonly stored: LoggedStoredEvent;

  constructor(stored: LoggedStoredEvent, cause: unknown) {
    super('An event was not handled.', { cause });
    this.stored = stored;
  }
}

/** The processor is to stop before this event: nobody's failure, and what lies before it may be committed. Never leaves this package. */
export class Interruption extends Error {}

/** An event, or a part of one, as it was read. */
export interface PageEvent {
  readonly event: DecodedEvent;
  readonly stored: LoggedStoredEvent;
}

/** What was done at the end of the log. */
export interface AtEnd {
  /** The work is done for good. */
  readonly isDone: boolean;
  /** The place that is committed now. */
  readonly at: LogPosition | undefined;
}

/** What work before a unit may look at. */
export interface BeforeContext {
  readonly attempt: number;
  /** Aborted when the lease was lost. */
  readonly signal: Abort;
  readonly isStopping: () => boolean;
  readonly trace: TraceContext;
}

/** What a processor does with the log. */
export interface PageWork<U extends Unit> {
  /**
   * Done before the unit begins, for what would hold it open too long. It may be done again for events of which it was done:
   * those that are committed are behind it for good.
   * @throws EventFailure for one of the events, or with an `Interruption`; before it all of them were done
   */
  before?(events: readonly PageEvent[], context: BeforeContext): Promise<void>;
  /** Milliseconds to wait before the next attempt at least, by what the last one failed with. */
  waitAfter?(cause: unknown): number;
  /**
   * Handles the events of a page in their order, all in one unit.
   * @throws EventFailure for one of them, and whatever else is not the events' fault
   */
  handle(events: readonly PageEvent[], context: HandlerContext<U>): Promise<void>;
  /** Called in each unit that moves the checkpoint on and handles nothing. @throws when this work is nobody's any more */
  guard?(unit: U): Promise<void>;
  /** Called in the unit that goes on past an event for good, and neither handles nor parks it. */
  skip?(unit: U, stored: LoggedStoredEvent, reason: string): Promise<void>;
  /** Whether a lease that is free may be taken now; always when left out. */
  mayTake?(): Promise<boolean>;
  /** Which stored events are for this processor; all when left out. */
  isOurs?(stored: LoggedStoredEvent): boolean;
  /** Nothing lay behind this place, which is committed; `undefined` for an empty log. */
  atEnd?(at: LogPosition | undefined, lease: Lease): Promise<AtEnd>;
  /** How long to wait before the next page, in milliseconds. */
  pauseAfter?(handled: number): number;
}

/** Work that a handler does event by event. */
export function eachEvent<R extends readonly Registry[], U extends Unit>(
  processor: string,
  handle: ProcessorOptions<R, U>['handle'],
  observer: Observer | undefined,
): PageWork<U> {
  const handleEvent = async (event: LoggedEventOf<R[number]>, context: HandlerContext<U>): Promise<void> => {
    if (observer === undefined) return handle(event, context);
    const { attempt, trace = {} } = context;
    return observed(
      observer,
      { kind: 'handling', processor, event, attempt, trace },
      async (own) => handle(event, { ...context, trace: own }),
      () => ({ outcome: 'handled' }),
    );
  };
  return {
    async handle(events, context) {
      for (const { event, stored } of events) {
        try {
          await handleEvent(loggedEvent<R>(event, stored), context);
        } catch (error) {
          throw new EventFailure(stored, error);
        }
      }
    },
  };
}
