/** What is measured on every store and every disk, and that everybody has stored and read the same. */
import { deepStrictEqual } from 'node:assert/strict';
import { poolSize } from '../measure/bench-server.js';
import type { Aim } from '../measure/contest.js';
import type { Participant } from '../runtime/participant.js';
import type { DiskName } from './disk/disk.js';
import { expectCount, fill, type Row } from '../runtime/store-row.js';
import { addUp, emptyBasket, itemsOf } from '../runtime/workload.js';

const aims: readonly Aim[] = [
  { against: 'raw', least: 0.85 },
  { against: 'emmett', least: 3 },
];
const log = { events: 20_000, perStream: 100, atOnce: 20 } as const;

/** Rows that write, as much as a disk does in about a second; `manyWriters`: several can write at the same time. */
export function appendRows(disk: DiskName, manyWriters: boolean): readonly Row[] {
  const fast = disk === 'native';
  const overlapping = manyWriters ? 4 : 1;
  return [
    oneByOne(1, fast ? 300 : 100),
    oneByOne(10, fast ? 160 : 80),
    inFlight(1, (fast ? 320 : 160) * overlapping),
    inFlight(10, (fast ? 160 : 96) * overlapping),
  ];
}

/** Whether a row takes so long that a few rounds have to do. */
export function isLong({ operations }: Row): boolean {
  return operations === 1;
}

/** Rows that read one stream, of these lengths. */
export function streamRows(lengths: readonly number[]): readonly Row[] {
  const filled = onceFilled();
  const reading = lengths.map((length) => reads(length, readsOf(length), filled));
  return [...reading, ...lengths.map((length) => folds(length, readsOf(length), filled))];
}

function readsOf(length: number): number {
  return length < 100 ? 400 : length < 10_000 ? 20 : 1;
}

const events = (count: number): string => `${count.toLocaleString('en-US')} event${count === 1 ? '' : 's'}`;

function oneByOne(batch: number, operations: number): Row {
  const items = itemsOf(batch);
  return {
    title: `append ${events(batch)}, one append at a time`,
    unit: 'append',
    operations,
    aims,
    async arrange(participant, count, prefix) {
      const stream = `${prefix}by${batch}`;
      return {
        async work() {
          for (let index = 0; index < count; index += 1) await participant.append(stream, index * batch, items);
        },
        check: () => holds(participant, stream, { appends: count, batch }),
      };
    },
  };
}

/** As many streams as appends in flight, so that nobody waits for somebody else's stream. */
function inFlight(batch: number, operations: number): Row {
  const items = itemsOf(batch);
  return {
    title: `append ${events(batch)}, ${poolSize} in flight`,
    unit: 'append',
    operations,
    aims,
    async arrange(participant, count, prefix) {
      const writers = Array.from({ length: Math.min(poolSize, count) }, (_, index) => ({
        stream: `${prefix}by${batch}w${index}`,
        appends: Math.floor(count / poolSize) + (index < count % poolSize ? 1 : 0),
      }));
      // Connections are there before they are needed, and so are the streams' first events.
      await Promise.all(writers.map(({ stream }) => participant.append(stream, 0, items)));
      return {
        async work() {
          await Promise.all(
            writers.map(async ({ stream, appends }) => {
              for (let index = 1; index <= appends; index += 1) await participant.append(stream, index * batch, items);
            }),
          );
        },
        async check() {
          for (const { stream, appends } of writers) await holds(participant, stream, { appends: appends + 1, batch });
        },
      };
    },
  };
}

interface Stored {
  readonly appends: number;
  readonly batch: number;
}

/** @throws AssertionError unless the stream consists of these events, in this order */
async function holds(participant: Participant, stream: string, { appends, batch }: Stored): Promise<void> {
  const expected = Array.from({ length: appends }, () => itemsOf(batch)).flat();
  deepStrictEqual(await participant.items(stream), expected);
}

function reads(length: number, operations: number, filled: Filled): Row {
  return {
    title: `read a stream of ${events(length)}`,
    unit: 'read',
    operations,
    aims,
    async arrange(participant, count) {
      const stream = await filled(participant, length);
      return async () => {
        for (let index = 0; index < count; index += 1) expectCount(await participant.read(stream), length);
      };
    },
  };
}

function folds(length: number, operations: number, filled: Filled): Row {
  const totals = itemsOf(length).reduce(addUp, emptyBasket);
  return {
    title: `fold a stream of ${events(length)}`,
    unit: 'fold',
    operations,
    aims,
    async arrange(participant, count) {
      const stream = await filled(participant, length);
      return async () => {
        for (let index = 0; index < count; index += 1) deepStrictEqual(await participant.fold(stream), totals);
      };
    },
  };
}

/** Gives the name of a stream of this length. */
type Filled = (participant: Participant, length: number) => Promise<string>;

/** Streams that are filled once in each store, for all rounds and rows. */
function onceFilled(): Filled {
  const filled = new WeakMap<Participant, Set<string>>();
  return async (participant, length) => {
    const streams = filled.get(participant) ?? new Set();
    filled.set(participant, streams);
    const stream = `long${length}`;
    if (!streams.has(stream)) {
      await fill(participant, stream, length);
      deepStrictEqual(await participant.items(stream), itemsOf(length));
      streams.add(stream);
    }
    return stream;
  };
}

/** Reads a log, which has to hold nothing else. */
export function wholeLog(): Row {
  const filled = new WeakSet<Participant>();
  return {
    title: 'read the whole log, pages of 1,000',
    unit: 'event',
    operations: log.events,
    aims,
    async arrange(participant, operations) {
      if (!filled.has(participant)) await fillLog(participant, operations);
      filled.add(participant);
      return async () => {
        const read = (await participant.readLog?.()) ?? 0;
        if (participant.missesEvents === undefined) expectCount(read, operations);
      };
    },
  };
}

/** Many streams that grow at the same time, so that their events alternate in the log. */
async function fillLog(participant: Participant, events: number): Promise<void> {
  const streams = Array.from({ length: Math.ceil(events / log.perStream) }, (_, index) => `stream${index}`);
  for (let at = 0; at < streams.length; at += log.atOnce) {
    const growing = streams.slice(at, at + log.atOnce);
    await Promise.all(
      growing.map((stream, index) => {
        const left = events - (at + index) * log.perStream;
        return fill(participant, stream, Math.min(log.perStream, left));
      }),
    );
  }
}
