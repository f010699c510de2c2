import { InvalidStoreArgumentError, OperationAbortedError } from '../errors/store-argument-errors.js';
import type { Abort } from './abort.js';
import type { Archived, LogFilter, ReadLogOptions, ReadStreamOptions, StreamPage, StreamState } from './read.js';
import type { LogPosition } from './stored-event.js';
import { logPositionOf, placeOf } from './numeric-log-position.js';
import { assertCount, assertStorableText } from './storable-text.js';

const defaultLimit = 1_000;

/** What a store knows of a stream beside its events. */
export interface StreamEnd {
  readonly streamVersion: number;
  /** It takes no more events: it was deleted, or archived. */
  readonly closed: boolean;
  readonly archived: boolean;
  /** Events at positions before this one lie in the archive. */
  readonly archivedBefore: number;
}

/** Positions `from` (inclusive) up to `to` (exclusive) that a page holds, lowest first, whatever the direction. */
export interface StreamBounds {
  readonly from: number;
  readonly to: number;
  readonly backwards: boolean;
  readonly scannedTo: number;
  readonly end: boolean;
}

/**
 * Positions are dense and events never change, so a page is known exactly once the stream's end is known.
 * @throws InvalidStoreArgumentError
 */
export function streamBounds(
  options: ReadStreamOptions | undefined,
  { streamVersion, archivedBefore }: Pick<StreamEnd, 'streamVersion' | 'archivedBefore'>,
): StreamBounds {
  const limit = options?.limit ?? defaultLimit;
  assertCount('limit', limit, 1);
  assertArchived(options?.archived);
  const first = options?.archived === 'exclude' ? archivedBefore : 0;
  if (options?.direction === 'backwards') {
    const last = options.from ?? streamVersion - 1;
    assertCount('from', last, -1);
    const to = Math.min(last + 1, streamVersion);
    const from = Math.min(to, Math.max(first, to - limit));
    return { from, to, backwards: true, scannedTo: from - 1, end: from <= first };
  }
  const asked = options?.from ?? 0;
  assertCount('from', asked, 0);
  const from = Math.max(asked, first);
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
  assertArchived(options?.archived);
  if (options?.filter !== undefined) assertFilter(options.filter);
  const after = options?.after === undefined ? 0 : placeOf(options.after);
  const to = Math.max(after, Math.min(after + limit, head));
  return { after, to, scannedTo: to > 0 ? logPositionOf(to) : undefined, end: to >= head };
}

function assertArchived(archived: Archived | undefined): void {
  if (archived === undefined || archived === 'include' || archived === 'exclude') return;
  throw new InvalidStoreArgumentError('archived', `cannot be ${JSON.stringify(archived)}`);
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
export function pageOf(bounds: StreamBounds, events: StreamPage['events'], end: StreamEnd): StreamPage {
  const { streamVersion, archivedBefore } = end;
  return { events, scannedTo: bounds.scannedTo, end: bounds.end, streamVersion, archivedBefore, state: stateOf(end) };
}

export function stateOf({ streamVersion, closed, archived }: StreamEnd): StreamState {
  if (archived) return 'archived';
  return closed ? 'closed' : streamVersion > 0 ? 'open' : 'absent';
}
