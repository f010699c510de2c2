import type { StreamName } from '../message/identifiers.js';
import type { AppendRequest, AppendResult } from '../store/append.js';
import type { ReadStreamOptions, StreamPage, StreamReader } from '../store/read.js';
import type { StoredEvent } from '../store/stored-event.js';
import { StreamMoved } from './moved.js';

/** An append that was answered and is still to be done. */
export interface PendingAppend {
  readonly request: AppendRequest;
  readonly streamVersion: number;
  /** As they were told; given the time that the store says once it has. */
  readonly events: readonly StoredEvent[];
}

interface SeenStream {
  /** Stream version at the first look; everything is decided on that. */
  readonly base: number;
  readonly own: StoredEvent[];
}

/** The streams of a store as one unit sees them: as they stood at the first look, with what it has appended itself. */
export class UnitOfStreams {
  readonly #store: StreamReader;
  readonly #now: () => string;
  readonly #seen = new Map<StreamName, SeenStream>();

  constructor(store: StreamReader, now: () => string) {
    this.#store = store;
    this.#now = now;
  }

  /** Streams that were looked at and not appended to, with the versions they must still have. */
  *onlyRead(): Generator<readonly [StreamName, number]> {
    for (const [streamName, { base, own }] of this.#seen) if (own.length === 0) yield [streamName, base];
  }

  /** @throws StreamMoved when somebody else has appended since the first look */
  async read(streamName: StreamName, options: ReadStreamOptions = {}): Promise<StreamPage> {
    const page = await this.#store.readStream(streamName, options);
    const { base, own } = this.#look(streamName, page.streamVersion);
    if (own.length === 0) return page;
    const streamVersion = base + own.length;
    return options.direction === 'backwards'
      ? backwards({ ...page, streamVersion }, own, await this.#before(streamName, base, options), options)
      : forwards({ ...page, streamVersion }, own, options);
  }

  /** What lies before the unit's own events, where reading begins among those. */
  #before(streamName: StreamName, base: number, { from, ...options }: ReadStreamOptions): Promise<StreamPage> {
    const last = base - 1;
    const at = from === undefined ? last : Math.min(from, last);
    return this.#store.readStream(streamName, { ...options, from: Math.max(at, 0) });
  }

  #look(streamName: StreamName, streamVersion: number): SeenStream {
    const seen = this.#seen.get(streamName);
    if (seen === undefined) {
      const first: SeenStream = { base: streamVersion, own: [] };
      this.#seen.set(streamName, first);
      return first;
    }
    if (seen.base !== streamVersion) throw new StreamMoved(streamName, seen.base, streamVersion);
    return seen;
  }

  /** Answers as the store would, and keeps what was appended; a conflict keeps nothing. */
  async append(request: AppendRequest): Promise<{ readonly answer: AppendResult; readonly pending?: PendingAppend }> {
    const { streamName, expected, events } = request;
    if (!this.#seen.has(streamName)) await this.read(streamName, { limit: 1 });
    const { base, own } = this.#look(streamName, this.#seen.get(streamName)?.base ?? 0);
    const streamVersion = base + own.length;
    if (!isMet(expected, streamVersion)) return { answer: { kind: 'conflict', streamVersion } };
    const recordedAt = this.#now();
    const stored = events.map(({ eventId, type, schemaVersion, data, metadata }, at) => ({
      ...{ eventId, type, schemaVersion, data, metadata, streamName, recordedAt },
      position: streamVersion + at,
    }));
    own.push(...stored);
    return {
      answer: {
        ...{ kind: 'appended', firstPosition: streamVersion, streamVersion: streamVersion + events.length },
        ...{ eventIds: events.map(({ eventId }) => eventId), recordedAt, deduplicated: false },
      },
      pending: { request, streamVersion, events: stored },
    };
  }
}

function isMet(expected: AppendRequest['expected'], streamVersion: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return streamVersion === 0;
  return expected === 'stream-exists' ? streamVersion > 0 : expected.streamVersion === streamVersion;
}

const defaultLimit = 1_000;

function forwards(
  page: StreamPage,
  own: readonly StoredEvent[],
  { from = 0, limit = defaultLimit }: ReadStreamOptions,
): StreamPage {
  if (!page.end) return page;
  const behind = own.filter(({ position }) => position >= from);
  const added = behind.slice(0, Math.max(limit - page.events.length, 0));
  const events = [...page.events, ...added];
  const last = events.at(-1);
  const scannedTo = last === undefined ? Math.max(page.scannedTo, page.streamVersion) : last.position + 1;
  return { ...page, events, scannedTo, end: added.length === behind.length, state: 'open' };
}

function backwards(
  page: StreamPage,
  own: readonly StoredEvent[],
  before: StreamPage,
  { from = Infinity, limit = defaultLimit }: ReadStreamOptions,
): StreamPage {
  const ahead = own.filter(({ position }) => position <= from).toReversed();
  const added = ahead.slice(0, limit);
  const events = [...added, ...before.events.slice(0, limit - added.length)];
  const isAll = added.length === ahead.length && events.length === added.length + before.events.length;
  const last = events.at(-1);
  return { ...page, events, scannedTo: (last?.position ?? 0) - 1, end: isAll && before.end, state: 'open' };
}
