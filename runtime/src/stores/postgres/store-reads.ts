import type { Abort } from '../../store/abort.js';
import { assertStreamName } from '../../store/check-append.js';
import type { EventId, StreamName } from '../../message/identifiers.js';
import { logPositionOf, numericLogPositions, placeOf } from '../../store/numeric-log-position.js';
import type { LogReader, ReadLogOptions, StreamReader } from '../../store/read.js';
import { logBounds, pageOf, type StreamEnd, streamBounds } from '../../store/read-bounds.js';
import { assertCount } from '../../store/storable-text.js';
import type { StoreGate } from '../../store/store-gate.js';
import type { StoredEvent } from '../../store/stored-event.js';
import { textArray } from './array-literal.js';
import type { Rows } from './connections.js';
import {
  loggedEvent,
  logNow,
  type LogScan,
  selectEventId,
  selectLog,
  selectPlace,
  selectStream,
  storedEvent,
  storedStream,
} from './event-reads.js';
import type { LogOrder } from './log-order.js';
import type { Scope } from './scope.js';
import type { StatementRunner } from './statement-runner.js';

export interface EventReaderSettings extends Scope {
  readonly gate: StoreGate;
  readonly runner: StatementRunner;
  readonly order: LogOrder;
  readonly logId: string;
}

/** Reads of streams and log. One stream's order is its own; only who reads the log has it put in order. */
export function createEventReader(settings: EventReaderSettings): StreamReader & LogReader {
  const { gate, runner, order, tenant, logId } = settings;
  return {
    ...numericLogPositions,
    async readStream(streamName, options) {
      gate.enter(options);
      assertStreamName(streamName);
      streamBounds(options, { streamVersion: 0, archivedBefore: 0 });
      const backwards = options?.direction === 'backwards';
      const { from = backwards ? undefined : 0, limit = 1_000 } = options ?? {};
      const range = { streamName, from, backwards, limit, hotOnly: options?.archived === 'exclude' };
      const rows = await runner.read(selectStream(settings, range), options?.signal);
      const { end, events } = streamIn(rows, streamName);
      events.sort((a, b) => (backwards ? b.position - a.position : a.position - b.position));
      return pageOf(streamBounds(options, end), events, end);
    },
    async readLog(options) {
      gate.enter(options);
      const { head, rows } = await scanLog(settings, options);
      const { scannedTo, end } = logBounds(options, head);
      const placed = rows.map((row) => ({ row, place: Number(row[0]) })).sort((a, b) => a.place - b.place);
      return { events: placed.map(({ row }) => loggedEvent(row, tenant === '')), scannedTo, end };
    },
    async logId() {
      gate.enter();
      return logId;
    },
    async head() {
      gate.enter();
      const head = await order.settle();
      return head === 0 ? undefined : logPositionOf(head);
    },
    async eventIdAt(position) {
      gate.enter();
      const [[eventId] = []] = await runner.read(selectEventId(settings, placeOf(position)));
      return typeof eventId === 'string' ? (eventId as EventId) : undefined;
    },
    async positionOf(streamName, position) {
      gate.enter();
      assertStreamName(streamName);
      assertCount('position', position, 0);
      const find = (): Promise<Rows> => runner.read(selectPlace(settings, streamName, position));
      let rows = await find();
      if (rows[0]?.[0] === null) {
        await order.settle();
        rows = await find();
      }
      const place = rows[0]?.[0];
      return typeof place === 'string' ? logPositionOf(Number(place)) : undefined;
    },
  };
}

function streamIn(rows: Rows, streamName: StreamName): { readonly end: StreamEnd; readonly events: StoredEvent[] } {
  let end: StreamEnd = { streamVersion: 0, closed: false, archived: false, archivedBefore: 0 };
  const events: StoredEvent[] = [];
  for (const row of rows) {
    const stream = storedStream(row);
    if (stream === undefined) events.push(storedEvent(row, streamName));
    else end = stream;
  }
  return { end, events };
}

interface ScannedLog {
  readonly head: number;
  /** The events', in no particular order. */
  readonly rows: Rows;
}

/**
 * A page, with the head of the same moment. A page that ends before the head is as it will always be; one that reaches it
 * is read again if batches were waiting to be put in order.
 */
async function scanLog(settings: EventReaderSettings, options: ReadLogOptions | undefined): Promise<ScannedLog> {
  const { runner, order } = settings;
  const { after } = logBounds(options, 0);
  const { limit = 1_000, archived, filter: { types, categories } = {} } = options ?? {};
  const scan: LogScan = {
    after,
    limit,
    types: types && textArray(types),
    categories: categories && textArray(categories),
    hotOnly: archived === 'exclude',
  };
  const read = async (signal: Abort | undefined): Promise<ScannedLog & { readonly waiting: boolean }> => {
    const all = await runner.read(selectLog(settings, scan), signal);
    let log = { head: 0, waiting: false };
    const rows = all.filter((row) => {
      const now = logNow(row);
      log = now ?? log;
      return now === undefined;
    });
    return { rows, ...log };
  };
  const page = await read(options?.signal);
  if (!page.waiting || after + limit < page.head) return page;
  await order.settle(options?.signal);
  return read(options?.signal);
}
