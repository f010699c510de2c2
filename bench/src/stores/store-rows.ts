/** What is measured on every store and every disk, and that everybody has stored and read the same. */
import { deepStrictEqual } from 'node:assert/strict';
import { poolSize } from '../measure/bench-server.js';
import type { Aim } from '../measure/contest.js';
import type { Participant } from '../runtime/participant.js';
import { expectCount, fill, type Row } from '../runtime/store-row.js';
import { assertTotals, itemsOf } from '../runtime/workload.js';

const aims: readonly Aim[] = [
  { against: 'raw', least: 0.85 },
  { against: 'emmett', least: 3 },
];
const log = { events: 20_000, perStream: 100 } as const;

/** Operations are as many as a disk does in a fraction of a second. */
export function storeRows(disk: 'native' | 'slowed'): readonly Row[] {
  const fast = disk === 'native';
  return [
    oneByOne(1, fast ? 400 : 100),
    oneByOne(10, fast ? 200 : 80),
    inFlight(1, fast ? 1_600 : 960),
    inFlight(10, fast ? 640 : 480),
    reads(10, 600),
    reads(1_000, 20),
    reads(100_000, 1),
    folds(10, 600),
    folds(1_000, 20),
    folds(100_000, 1),
    wholeLog(),
  ];
}

const events = (count: number): string => `${count.toLocaleString('en-US')} event${count === 1 ? '' : 's'}`;

function oneByOne(batch: number, operations: number): Row {
  const items = itemsOf(batch);
  return {
    title: `append ${events(batch)}, one append at a time`,
    unit: 'append',
    operations,
    aims,
    arrange: async (participant, count, stream) => ({
      async work() {
        for (let index = 0; index < count; index += 1) await participant.append(stream, index * batch, items);
      },
      check: () => holds(participant, stream, { appends: count, batch }),
    }),
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
        stream: `${prefix}w${index}`,
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

function reads(length: number, operations: number): Row {
  const filled = onceFilled(length);
  return {
    title: `read a stream of ${events(length)}`,
    unit: 'read',
    operations,
    aims,
    async arrange(participant, count) {
      const stream = await filled(participant);
      return async () => {
        for (let index = 0; index < count; index += 1) expectCount(await participant.read(stream), length);
      };
    },
  };
}

function folds(length: number, operations: number): Row {
  const filled = onceFilled(length);
  return {
    title: `fold a stream of ${events(length)}`,
    unit: 'fold',
    operations,
    aims,
    async arrange(participant, count) {
      const stream = await filled(participant);
      return {
        async work() {
          for (let index = 0; index < count; index += 1) await participant.fold(stream);
        },
        check: async () => assertTotals(await participant.fold(stream), length),
      };
    },
  };
}

/** A stream of this length in each store, which all rounds read. */
function onceFilled(length: number): (participant: Participant) => Promise<string> {
  const filled = new WeakSet<Participant>();
  return async (participant) => {
    const stream = `long${length}`;
    if (!filled.has(participant)) {
      await fill(participant, stream, length);
      deepStrictEqual(await participant.items(stream), itemsOf(length));
      filled.add(participant);
    }
    return stream;
  };
}

function wholeLog(): Row {
  const filled = new WeakSet<Participant>();
  return {
    title: 'read the whole log, pages of 1,000',
    unit: 'event',
    operations: log.events,
    aims,
    async arrange(participant, operations) {
      for (let stored = 0; stored < operations && !filled.has(participant); stored += log.perStream) {
        await fill(participant, `stream${stored}`, Math.min(log.perStream, operations - stored));
      }
      filled.add(participant);
      return async () => expectCount((await participant.readLog?.()) ?? 0, operations);
    },
  };
}
