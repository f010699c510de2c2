/**
 * One benchmark row and how it is run. Every contender of a row does the same work; they take turns round by round, in
 * an order that rotates, so that a machine that slows down slows all of them. What comes out are medians over rounds.
 */
import { median } from './statistics.js';

export type Side = 'raw' | 'emmett' | 'varve';

/** One timed piece of work. Whatever surrounds `work` is not timed. */
export interface Trial {
  /** How many operations `work` does. */
  readonly operations: number;
  readonly work: () => Promise<void>;
}

/** How much to do: `rounds` are counted, `warmups` are not; `portion` (0 to 1] shrinks the work of one trial. */
export interface Effort {
  readonly rounds: number;
  readonly warmups: number;
  readonly portion: number;
}

/** One contender of one contest: prepares a trial for each round, and tidies up after the last one. */
export interface Contender {
  readonly trial: (round: number, portion: number) => Promise<Trial>;
  readonly close: () => Promise<void>;
}

/** Speed that is hoped for, as a multiple of another contender's speed. */
export interface Aim {
  readonly against: Exclude<Side, 'varve'>;
  readonly least: number;
}

export interface Contest {
  readonly title: string;
  /** What one operation is. */
  readonly unit: string;
  readonly contenders: Partial<Readonly<Record<Side, Contender>>>;
  readonly aims: readonly Aim[];
}

/** Microseconds per operation. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

export interface Outcome {
  readonly contest: Contest;
  /** Medians over rounds. */
  readonly costs: Partial<Readonly<Record<Side, Cost>>>;
  /** Median over rounds of (the other's cost ÷ our cost) in the same round; above 1 is faster than the other. */
  readonly speedAgainst: Partial<Readonly<Record<Side, Cost>>>;
}

/** Runs every contender of a contest, interleaved. */
export async function runContest(contest: Contest, { rounds, warmups, portion }: Effort): Promise<Outcome> {
  const sides = sidesOf(contest);
  const history = new Map<Side, Cost[]>(sides.map((side) => [side, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = sides[(turn + Math.abs(round)) % sides.length];
      const contender = side && contest.contenders[side];
      if (side === undefined || contender === undefined) continue;
      const cost = await runTrial(await contender.trial(round + warmups, portion));
      if (round >= 0) history.get(side)?.push(cost);
    }
  }
  for (const side of sides) await contest.contenders[side]?.close();
  return summarize(contest, history);
}

function sidesOf({ contenders }: Contest): readonly Side[] {
  const order: readonly Side[] = ['raw', 'emmett', 'varve'];
  return order.filter((side) => contenders[side] !== undefined);
}

async function runTrial(trial: Trial): Promise<Cost> {
  // The young generation only: a full collection would also throw away what V8 learnt about the code under measurement.
  globalThis.gc?.({ type: 'minor', execution: 'sync' });
  const cpuBefore = process.resourceUsage();
  const wallBefore = performance.now();
  await trial.work();
  const wall = (performance.now() - wallBefore) * 1_000;
  const cpuAfter = process.resourceUsage();
  const user = cpuAfter.userCPUTime - cpuBefore.userCPUTime;
  const system = cpuAfter.systemCPUTime - cpuBefore.systemCPUTime;
  return { cpu: (user + system) / trial.operations, wall: wall / trial.operations };
}

function summarize(contest: Contest, history: ReadonlyMap<Side, readonly Cost[]>): Outcome {
  const costs: Partial<Record<Side, Cost>> = {};
  const speedAgainst: Partial<Record<Side, Cost>> = {};
  const ours = history.get('varve') ?? [];
  for (const [side, theirs] of history) {
    costs[side] = { cpu: median(theirs.map(({ cpu }) => cpu)), wall: median(theirs.map(({ wall }) => wall)) };
    if (side !== 'varve' && ours.length > 0) speedAgainst[side] = medianRatio(theirs, ours);
  }
  return { contest, costs, speedAgainst };
}

function medianRatio(theirs: readonly Cost[], ours: readonly Cost[]): Cost {
  const pairs = theirs.flatMap((their, round) => {
    const our = ours[round];
    return our === undefined ? [] : [{ their, our }];
  });
  return {
    cpu: median(pairs.map(({ their, our }) => their.cpu / our.cpu)),
    wall: median(pairs.map(({ their, our }) => their.wall / our.wall)),
  };
}
