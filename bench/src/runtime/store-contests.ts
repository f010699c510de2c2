/** The rows of the runtime benchmark that need a store: what is done in each, and how often. */
import type { Aim, Contest } from '../measure/contest.js';
import type { Participant } from './participant.js';
import { contestOf, expectCount, type Field, fill, type Row } from './store-row.js';
import { assertTotals, itemData, itemsOf } from './workload.js';

const likeRaw = (least: number): readonly Aim[] => [
  { against: 'raw', least },
  { against: 'emmett', least: 3 },
];
const aheadOfEmmett: readonly Aim[] = [{ against: 'emmett', least: 3 }];

export function memoryContests(field: Field, scratch: string): readonly Contest[] {
  return [
    appends({ title: 'append 1 event to each of many new streams', operations: 4_000, batch: 1, aims: aheadOfEmmett }),
    growing({
      title: 'append 1 event to one growing stream',
      operations: 4_000,
      batch: 1,
      aims: aheadOfEmmett,
      fresh: true,
    }),
    appends({ title: 'append 10 events to each of many new streams', operations: 800, batch: 10, aims: aheadOfEmmett }),
    reads(10, 4_000),
    reads(1_000, 60),
    folds(10, 4_000),
    folds(1_000, 60),
    commands(1_000),
  ].map((row) => contestOf(row, field, scratch));
}

export function sqliteContests(field: Field, scratch: string): readonly Contest[] {
  return [
    growing({ title: 'append 1 event', operations: 600, batch: 1, aims: likeRaw(0.85) }),
    growing({ title: 'append 10 events', operations: 300, batch: 10, aims: likeRaw(0.85) }),
    growing({ title: 'append 100 events', operations: 60, batch: 100, aims: likeRaw(0.85) }),
    reads(1_000, 40),
    folds(1_000, 40),
    log(20_000),
    commands(200),
  ].map((row) => contestOf(row, field, scratch));
}

type AppendRow = Pick<Row, 'title' | 'operations' | 'aims' | 'fresh'> & { readonly batch: number };

function appends({ batch, ...row }: AppendRow): Row {
  const items = itemsOf(batch);
  return {
    ...row,
    unit: 'append',
    fresh: true,
    arrange: async (participant, operations, prefix) => async () => {
      for (let index = 0; index < operations; index += 1) await participant.append(`${prefix}x${index}`, 0, items);
    },
  };
}

function growing({ batch, ...row }: AppendRow): Row {
  const items = itemsOf(batch);
  return {
    ...row,
    unit: 'append',
    arrange: async (participant, operations, stream) => async () => {
      for (let index = 0; index < operations; index += 1) await participant.append(stream, index * batch, items);
    },
  };
}

function reads(length: number, operations: number): Row {
  return {
    title: `read a stream of ${length.toLocaleString('en-US')} events`,
    unit: 'read',
    operations,
    aims: likeRaw(0.8),
    arrange: async (participant, count, stream) => {
      await fill(participant, stream, length);
      return async () => {
        for (let index = 0; index < count; index += 1) expectCount(await participant.read(stream), length);
      };
    },
  };
}

function folds(length: number, operations: number): Row {
  return {
    title: `fold a stream of ${length.toLocaleString('en-US')} events`,
    unit: 'fold',
    operations,
    aims: likeRaw(0.8),
    arrange: async (participant, count, stream) => {
      await fill(participant, stream, length);
      assertTotals(await participant.fold(stream), length);
      return async () => {
        for (let index = 0; index < count; index += 1) await participant.fold(stream);
      };
    },
  };
}

function log(length: number): Row {
  const perStream = 100;
  const filled = new WeakSet<Participant>();
  return {
    title: 'read the whole log, pages of 1,000',
    unit: 'event',
    operations: length,
    aims: likeRaw(0.8),
    arrange: async (participant, operations) => {
      for (let stored = 0; stored < operations && !filled.has(participant); stored += perStream) {
        await fill(participant, `stream${stored}`, Math.min(perStream, operations - stored));
      }
      filled.add(participant);
      return async () => expectCount((await participant.readLog?.()) ?? 0, operations);
    },
  };
}

function commands(operations: number): Row {
  return {
    title: 'command on a stream of 10 events',
    unit: 'command',
    operations,
    aims: aheadOfEmmett,
    arrange: async (participant, count, prefix) => {
      const streams = Array.from({ length: count }, (_, index) => `${prefix}x${index}`);
      for (const stream of streams) await fill(participant, stream, 10);
      return async () => {
        for (const stream of streams) await participant.addItem(stream, itemData);
      };
    },
  };
}
