/** What must hold of a store at the end of a soak, whatever was killed. */
import { createHash } from 'node:crypto';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import type { LoggedStoredEvent, LogPosition } from '../../runtime/src/store/stored-event.js';
import { batchesIn, tornBatches } from '../faults/whole-batches.js';
import type { Testimony } from './crew.js';

export interface Verdict {
  readonly events: number;
  readonly acknowledged: number;
  readonly unknown: number;
  readonly pages: number;
  readonly violations: readonly string[];
}

export async function judge(store: FullEventStore, members: readonly Testimony[]): Promise<Verdict> {
  const log = await wholeLog(store);
  const words = (kind: string): readonly (readonly string[])[] =>
    members.flatMap(({ lines }) => lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.split(' ')));
  const acknowledged = words('ack');
  const pages = words('page').length;
  const violations = [
    ...streamViolations(log),
    ...writerViolations(log, { acknowledged, failed: words('failed'), begun: words('begin') }),
    ...members.flatMap((member) => readerViolations(store, log, member)),
  ];
  const unknown = words('unknown').length;
  return { events: log.length, acknowledged: acknowledged.length, unknown, pages, violations };
}

async function wholeLog(store: FullEventStore): Promise<readonly LoggedStoredEvent[]> {
  const all: LoggedStoredEvent[] = [];
  let after: LogPosition | undefined;
  for (;;) {
    const page = await store.readLog({ limit: 5_000, ...(after === undefined ? {} : { after }) });
    for (const event of page.events) all.push(event);
    after = page.scannedTo ?? after;
    if (page.end) return all;
  }
}

function byStream(log: readonly LoggedStoredEvent[]): ReadonlyMap<string, readonly LoggedStoredEvent[]> {
  const streams = new Map<string, LoggedStoredEvent[]>();
  for (const event of log) {
    const own = streams.get(event.streamName) ?? [];
    own.push(event);
    streams.set(event.streamName, own);
  }
  return streams;
}

/** Positions are dense and in the order of the log, no event is there twice, and no batch is there in part. */
function streamViolations(log: readonly LoggedStoredEvent[]): readonly string[] {
  const twice = log.length - new Set(log.map(({ eventId }) => eventId)).size;
  return [
    ...(twice === 0 ? [] : [`${String(twice)} events are in the log twice.`]),
    ...[...byStream(log)].flatMap(([name, events]) => [
      ...events
        .filter(({ position }, index) => position !== index)
        .slice(0, 1)
        .map(({ position }) => `${name} has position ${String(position)} out of its order.`),
      ...tornBatches(events).map((batch) => `Batch ${batch} in ${name} is torn.`),
    ]),
  ];
}

interface Said {
  readonly acknowledged: readonly (readonly string[])[];
  readonly failed: readonly (readonly string[])[];
  readonly begun: readonly (readonly string[])[];
}

/** What was acknowledged lies where it was said to, what was said to have failed does not, and nothing else does. */
function writerViolations(log: readonly LoggedStoredEvent[], { acknowledged, failed, begun }: Said): readonly string[] {
  const stored = new Map(
    [...byStream(log)].flatMap(([name, events]) =>
      [...batchesIn(events)].map(([batch, found]) => [batch, { name, ...found }] as const),
    ),
  );
  const names = new Set(begun.map(([, name]) => name));
  return [
    ...acknowledged.flatMap(([, name = '', stream, first, size]) => {
      const found = stored.get(name);
      const isThere = found?.name === stream && found?.positions[0] === Number(first) && found.size === Number(size);
      return isThere
        ? []
        : [`Batch ${name} was acknowledged and does not lie at ${String(first)} of ${String(stream)}.`];
    }),
    ...failed
      .filter(([, name = '']) => stored.has(name))
      .map(([, name = '']) => `Batch ${name} had failed, and is there.`),
    ...[...stored.keys()].filter((name) => !names.has(name)).map((name) => `Nobody began batch ${name}.`),
  ];
}

/** What a reader saw is what lies there now, without gaps: nothing came to lie behind a position that it had been given. */
function readerViolations(
  store: FullEventStore,
  log: readonly LoggedStoredEvent[],
  { after, lines, kind }: Testimony,
): readonly string[] {
  if (kind !== 'reader') return [];
  const start = after === undefined ? 0 : indexBehind(store, log, after);
  let seen = 0;
  let digest = '';
  for (const [, position = '', count = '', said = ''] of lines
    .filter((line) => line.startsWith('page '))
    .map((line) => line.split(' '))) {
    const events = log.slice(start + seen, start + Number(count));
    digest = createHash('sha1')
      .update(digest + events.map(({ eventId }) => eventId).join())
      .digest('hex');
    seen = Number(count);
    if (digest === said && indexBehind(store, log, position) === start + seen) continue;
    return [`A reader that began behind ${String(after)} saw another log up to ${position}.`];
  }
  return [];
}

/** Number of events up to and with a position. */
function indexBehind(store: FullEventStore, log: readonly LoggedStoredEvent[], text: string): number {
  const position = store.parseLogPosition(text);
  let [low, high] = [0, log.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = log[middle];
    if (event !== undefined && store.compareLogPositions(event.logPosition, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
