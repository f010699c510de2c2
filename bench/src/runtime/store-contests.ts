/** The rows of the runtime benchmark that need a store: what is done in each, and how often. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Aim, Contender, Contest, Side } from '../measure/contest.js';
import type { OpenParticipant, Participant } from './participant.js';
import { assertTotals, itemData, itemsOf } from './workload.js';

export type Field = Partial<Readonly<Record<Side, OpenParticipant>>>;

interface Row {
  readonly title: string;
  readonly unit: string;
  readonly aims: readonly Aim[];
  /** Operations of one trial at full effort. */
  readonly operations: number;
  /** A new store for every round: for stores that slow down with all that they hold. */
  readonly fresh?: boolean;
  /** Fills the store, untimed, with streams named after `prefix`; gives the timed part. */
  readonly arrange: (participant: Participant, operations: number, prefix: string) => Promise<() => Promise<void>>;
}

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

function contestOf(row: Row, field: Field, scratch: string): Contest {
  const contenders: Partial<Record<Side, Contender>> = {};
  for (const side of ['raw', 'emmett', 'varve'] as const) {
    const open = field[side];
    if (open !== undefined) contenders[side] = contenderOf(row, open, scratch);
  }
  return { title: row.title, unit: row.unit, aims: row.aims, contenders };
}

function contenderOf(row: Row, open: OpenParticipant, scratch: string): Contender {
  let standing: { readonly participant: Participant; readonly folder: string } | undefined;
  const close = async (): Promise<void> => {
    await standing?.participant.close();
    if (standing !== undefined) await rm(standing.folder, { recursive: true, force: true });
    standing = undefined;
  };
  return {
    close,
    async trial(round, portion) {
      if (row.fresh === true) await close();
      if (standing === undefined) {
        const folder = await mkdtemp(join(scratch, 'store-'));
        standing = { folder, participant: await open(folder) };
      }
      const operations = Math.max(1, Math.round(row.operations * portion));
      return { operations, work: await row.arrange(standing.participant, operations, `round${round}`) };
    },
  };
}

/** Fills a new stream as commands would: a few events each, with metadata of their own. */
async function fill(participant: Participant, stream: string, length: number): Promise<void> {
  const perCommand = 5;
  const items = itemsOf(length);
  for (let stored = 0; stored < length; stored += perCommand) {
    await participant.append(stream, stored, items.slice(stored, stored + perCommand));
  }
}

function expectCount(actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`A read gave ${actual} events, not ${expected}.`);
}
