/** One row of a benchmark of stores, and how it becomes a contest between those who take part. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Aim, Contender, Contest, Side, Trial } from '../measure/contest.js';
import type { OpenParticipant, Participant } from './participant.js';
import { itemsOf } from './workload.js';

export type Field = Partial<Readonly<Record<Side, OpenParticipant>>>;

export interface Row {
  readonly title: string;
  readonly unit: string;
  readonly aims: readonly Aim[];
  /** Operations of one trial at full effort. */
  readonly operations: number;
  /** A new store for every round: for stores that slow down with all that they hold. */
  readonly fresh?: boolean;
  /** Fills the store, untimed, with streams named after `prefix`; gives the timed part. */
  readonly arrange: (participant: Participant, operations: number, prefix: string) => Promise<Work>;
}

/** The timed part, alone or with a check of what it did, which is not timed. */
export type Work = Trial['work'] | Pick<Trial, 'work' | 'check'>;

export function contestOf(row: Row, field: Field, scratch: string): Contest {
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
      const work = await row.arrange(standing.participant, operations, `round${round}`);
      return typeof work === 'function' ? { operations, work } : { operations, ...work };
    },
  };
}

/** Fills a new stream as commands would: a few events each, with metadata of their own; a long one more quickly. */
export async function fill(participant: Participant, stream: string, length: number): Promise<void> {
  const perCommand = length > 10_000 ? 500 : 5;
  const items = itemsOf(length);
  for (let stored = 0; stored < length; stored += perCommand) {
    await participant.append(stream, stored, items.slice(stored, stored + perCommand));
  }
}

export function expectCount(actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`A read gave ${actual} events, not ${expected}.`);
}
