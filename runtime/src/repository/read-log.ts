import { createEventDecoder, type DecodeEvent } from '../codec/decode-event.js';
import type { ReadingOptions } from '../codec/reading-options.js';
import { systemRandom } from '../command/platform.js';
import type { AggregateContract, AnyAggregate, EventOf } from '../decider/contract.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { StoredEventError, UndecodableEventError, UnknownEventTypeError } from '../errors/reading-errors.js';
import type { LoggedEvent, Message } from '../message/message.js';
import type { Registry } from '../registry/registry.js';
import type { Abort } from '../store/abort.js';
import { categoryOf } from '../store/check-append.js';
import type { LogFilter, LogReader } from '../store/read.js';
import type { LoggedStoredEvent, LogPosition } from '../store/stored-event.js';
import { streamIdOf } from './stream-identity.js';

/** Told about an event that cannot be read and is passed over; what it throws ends the reading. */
export type Park = (error: StoredEventError, stored: LoggedStoredEvent) => void | Promise<void>;

export interface ReadLogEventsOptions extends ReadingOptions {
  /** Exclusive; from the beginning when left out. */
  readonly after?: LogPosition;
  readonly filter?: LogFilter;
  readonly signal?: Abort;
  /** What becomes of an event that cannot be read: it ends the reading (default), is passed over, or is given to `park`. */
  readonly unreadable?: 'fail' | 'skip' | 'park';
  readonly park?: Park;
}

/** What is read of these registries' streams. */
export type LoggedEventOf<R> =
  R extends Registry<infer C> ? (C extends AggregateContract ? LoggedEvent<EventOf<C>, C['id']> : never) : never;
