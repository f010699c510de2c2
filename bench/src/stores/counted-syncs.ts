import type { Contender, Contest, Side } from '../measure/contest.js';
import { syncsSoFar } from './disk/disk.js';
import type { SyncsPerOperation } from './store-table.js';

interface Tally {
  syncs: number;
  operations: number;
}

export interface CountedContest {
  readonly contest: Contest;
  /** What was counted in all trials so far; nothing where nobody counts. */
  readonly syncs: () => SyncsPerOperation;
}

/** A contest whose contenders' waits for the disk are counted beside their time. */
export function counted(contest: Contest): CountedContest {
  const tallies = new Map<Side, Tally>();
  const contenders: Partial<Record<Side, Contender>> = {};
  for (const side of ['raw', 'emmett', 'varve'] as const) {
    const contender = contest.contenders[side];
    if (contender === undefined) continue;
    const tally: Tally = { syncs: 0, operations: 0 };
    tallies.set(side, tally);
    contenders[side] = countedContender(contender, tally);
  }
  return {
    contest: { ...contest, contenders },
    syncs: () =>
      syncsSoFar() === undefined
        ? {}
        : Object.fromEntries([...tallies].map(([side, { syncs, operations }]) => [side, syncs / operations])),
  };
}

function countedContender(contender: Contender, tally: Tally): Contender {
  return {
    close: contender.close,
    async trial(round, portion) {
      const trial = await contender.trial(round, portion);
      return {
        ...trial,
        async work() {
          const before = syncsSoFar() ?? 0;
          await trial.work();
          tally.syncs += (syncsSoFar() ?? 0) - before;
          tally.operations += trial.operations;
        },
      };
    },
  };
}
