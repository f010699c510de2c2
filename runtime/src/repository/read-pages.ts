import { eventsIn } from '../codec/become.js';
import type { EventCodec } from '../codec/event-codec.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import type { StreamName } from '../message/identifiers.js';
import type { Abort } from '../store/abort.js';
import type { StreamPage, StreamReader } from '../store/read.js';
import type { StoredEvent } from '../store/stored-event.js';

/** One stream to be read through. */
export interface StreamSource {
  readonly store: StreamReader;
  readonly codec: EventCodec;
  readonly streamName: StreamName;
  readonly id: object;
  readonly signal?: Abort | undefined;
}

const pageSize = 1_000;

/** The page that begins at a position. */
export function readPage({ store, streamName, signal }: StreamSource, from: number): Promise<StreamPage> {
  const range = { from, limit: pageSize };
  return store.readStream(streamName, signal === undefined ? range : { ...range, signal });
}

/** All pages of a stream from a position on, the last one with `end`: however long the stream is. */
export async function* streamPages(source: StreamSource, from = 0): AsyncGenerator<StreamPage> {
  for (let next = from; ;) {
    const page = await readPage(source, next);
    yield page;
    if (page.end) return;
    next = page.scannedTo;
  }
}

/** `count` events from a position on, as they lie in the stream. */
export async function storedAt(source: StreamSource, from: number, count: number): Promise<readonly StoredEvent[]> {
  const found: StoredEvent[] = [];
  for await (const { events } of streamPages(source, from)) {
    found.push(...events.slice(0, count - found.length));
    if (found.length >= count) break;
  }
  return found;
}

/** `count` stored events, as they are read. @throws StoredEventError */
export async function eventsAt(source: StreamSource, from: number, count: number): Promise<readonly DecodedEvent[]> {
  const stored = await storedAt(source, from, count);
  return stored.flatMap((event) => eventsIn(source.codec.decode(event, source.id)));
}
