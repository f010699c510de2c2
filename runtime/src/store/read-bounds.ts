import { OperationAbortedError } from '../errors/store-argument-errors.js';
import type { Abort } from './abort.js';
import type { LogFilter, ReadLogOptions, ReadStreamOptions, StreamPage } from './read.js';
import type { LogPosition } from './stored-event.js';
import { logPositionOf, placeOf } from './numeric-log-position.js';
import { assertCount, assertStorableText } from './storable-text.js';

const defaultLimit = 1_000;

/** Positions `from` (inclusive) up to `to` (exclusive) that a page holds, lowest first, whatever the direction. */
export interface StreamBounds {
  readonly from: number;
  readonly to: number;
  readonly backwards: boolean;
  readonly scannedTo: number;
  readonly end: boolean;
}

/**
 * Positions are dense and events never change, so a page is known exactly once the stream's version is known.
 * @throws InvalidStoreArgumentError
 */
export function streamBounds(options: ReadStreamOptions | undefined, streamVersion: number): StreamBounds {
  const limit = options?.limit ?? defaultLimit;
  assertCount('limit', limit, 1);
  if (options?.direction === 'backwards') {
    const last = options.from ?? streamVersion - 1;
    assertCount('from', last, -1);
    const to = Math.min(last + 1, streamVersion);
    const from = Math.max(0, to - limit);
    return { from, to, backwards: true, scannedTo: from - 1, end: from === 0 };
  }
  const from = options?.from ?? 0;
  assertCount('from', from, 0);
  const to = Math.max(from, Math.min(from + limit, streamVersion));
  return { from, to, backwards: false, scannedTo: to, end: to >= streamVersion };
}

/** Log places after `after` (exclusive) up to `to` (inclusive) that a page scans. */
export interface LogBounds {
  readonly after: number;
  readonly to: number;
  readonly scannedTo: LogPosition | undefined;
  readonly end: boolean;
}

/**
 * For stores whose log is dense from 1.
 * @throws InvalidStoreArgumentError, InvalidLogPositionError
 */
export function logBounds(options: ReadLogOptions | undefined, head: number): LogBounds {
  const limit = options?.limit ?? defaultLimit;
  assertCount('limit', limit, 1);
  if (options?.filter !== undefined) assertFilter(options.filter);
  const after = options?.after === undefined ? 0 : placeOf(options.after);
  const to = Math.max(after, Math.min(after + limit, head));
  return { after, to, scannedTo: to > 0 ? logPositionOf(to) : undefined, end: to >= head };
}

function assertFilter({ categories = [], types = [] }: LogFilter): void {
  for (const category of categories) assertStorableText('filter.categories', category);
  for (const type of types) assertStorableText('filter.types', type);
}

/** @throws OperationAbortedError when the caller has given up before anything was done. */
export function refuseAborted(signal: Abort | undefined): void {
  if (signal?.aborted === true) throw new OperationAbortedError(signal.reason);
}

/** What a page says besides its events. */
export function pageOf(
  bounds: StreamBounds,
  events: StreamPage['events'],
  streamVersion: number,
  closed: boolean,
): StreamPage {
  const { scannedTo, end } = bounds;
  return { events, scannedTo, end, streamVersion, state: closed ? 'closed' : streamVersion > 0 ? 'open' : 'absent' };
}
