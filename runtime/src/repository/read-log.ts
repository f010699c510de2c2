// The log of all streams as typed events. In: a store, and the registries whose events are wanted. Out: one event after
// the other up to the log's present end; a sugar over pages, for looking and for small tools.
import { Parts } from '../codec/become.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import type { ReadingOptions } from '../codec/reading-options.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { StoredEventError } from '../errors/reading-errors.js';
import type { Registry } from '../registry/registry.js';
import type { Abort } from '../store/abort.js';
import type { LogFilter, LogReader } from '../store/read.js';
import type { LoggedStoredEvent, LogPosition } from '../store/stored-event.js';
import { logPages } from './log-pages.js';
import { isStoredEventError, loggedEvent, type LoggedEventOf, LogSources } from './log-sources.js';
import { type TypesInLog, typesInLog } from './types-in-log.js';

/** Told about an event that cannot be read and is passed over; what it throws ends the reading. */
export type Park = (error: StoredEventError, stored: LoggedStoredEvent) => void | Promise<void>;

export interface ReadLogEventsOptions extends ReadingOptions {
  /** Exclusive; from the beginning when left out. */
  readonly after?: LogPosition;
  /** Types are those of events, whatever names and other events they may lie in the log as. */
  readonly filter?: LogFilter;
  readonly signal?: Abort;
  /** What becomes of an event that cannot be read: it ends the reading (default), is passed over, or is given to `park`. */
  readonly unreadable?: 'fail' | 'skip' | 'park';
  readonly park?: Park;
}

/**
 * The events of these registries in the order of the log, up to its end at the time. Ignored events are left out, and so
 * are events of other contexts: those whose name no registry has, and which do not begin with a registry's context.
 * @throws StoredEventError, InvalidUseError
 */
export async function* readLog<const R extends readonly Registry[]>(
  store: LogReader,
  registries: R,
  options: ReadLogEventsOptions = {},
): AsyncGenerator<LoggedEventOf<R[number]>> {
  refuseMissingPark(options);
  const sources = new LogSources(registries, options);
  const { filter, asksFor } = typesInLog(registries, options.filter);
  for await (const { events } of logPages(store, { ...options, filter })) {
    for (const stored of events) {
      const read = readEvent(sources, stored, options);
      // Waiting for what is there already would cost more than reading it.
      if (read instanceof Promise) await read;
      else if (read instanceof Parts) yield* partsOf<R>(read, stored, asksFor);
      else if (read !== undefined) yield loggedEvent<R>(read, stored);
    }
  }
}

function partsOf<R extends readonly Registry[]>(
  { events }: Parts<DecodedEvent>,
  stored: LoggedStoredEvent,
  asksFor: TypesInLog['asksFor'],
) {
  return events.filter(({ type }) => asksFor(stored.type, type)).map((part) => loggedEvent<R>(part, stored));
}

function refuseMissingPark({ unreadable, park }: ReadLogEventsOptions): void {
  if (unreadable === 'park' && park === undefined) throw new InvalidUseError('Parking needs a park function.');
}

/** @returns undefined for what is passed over; a promise only for what cannot be read */
function readEvent(
  sources: LogSources,
  stored: LoggedStoredEvent,
  options: ReadLogEventsOptions,
): DecodedEvent | Parts<DecodedEvent> | undefined | Promise<undefined> {
  try {
    return sources.decode(stored);
  } catch (error) {
    if (!isStoredEventError(error)) throw error;
    return passOver(error, stored, options, sources.find(stored)?.registry.unknownEnum);
  }
}

async function passOver(
  error: StoredEventError,
  stored: LoggedStoredEvent,
  { unreadable = 'fail', park }: ReadLogEventsOptions,
  unknownEnum: Registry['unknownEnum'] | undefined,
): Promise<undefined> {
  const parked = unreadable === 'park' || (error.code === 'unknown-enum-value' && unknownEnum === 'park');
  if (parked && park !== undefined) await park(error, stored);
  else if (unreadable !== 'skip') throw error;
}
