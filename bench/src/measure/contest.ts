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
  /** Looks, untimed, whether the work did what it should. @throws Error when it did not */
  readonly check?: () => Promise<void>;
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
export interface Aim<Name extends string = Side> {
  readonly against: Exclude<Name, 'varve'>;
  readonly least: number;
}

/** `Name` are its contenders, who take turns in the order in which they stand; `varve` is the one that is judged. */
export interface Contest<Name extends string = Side> {
  readonly title: string;
  /** What one operation is. */
  readonly unit: string;
  readonly contenders: Partial<Readonly<Record<Name, Contender>>>;
  readonly aims: readonly Aim<Name>[];
  /** Microseconds of processor time that other processes have spent on the work so far, such as a server. */
  readonly spentElsewhere?: () => number;
}

/** Microseconds per operation. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

export interface Outcome<Name extends string = Side> {
  readonly contest: Contest<Name>;
  /** Medians over rounds. */
  readonly costs: Partial<Readonly<Record<Name, Cost>>>;
  /** Median over rounds of (the other's cost ÷ our cost) in the same round; above 1 is faster than the other. */
  readonly speedAgainst: Partial<Readonly<Record<Name, Cost>>>;
  /** The ratios themselves, one of each round. */
  readonly ratios: Partial<Readonly<Record<Name, readonly Cost[]>>>;
}

/** Runs every contender of a contest, interleaved. */
export async function runContest<Name extends string>(
  contest: Contest<Name>,
  { rounds, warmups, portion }: Effort,
): Promise<Outcome<Name>> {
  const entrants = Object.entries<Contender | undefined>(contest.contenders).flatMap(([name, contender]) =>
    contender === undefined ? [] : [{ name: name as Name, contender, costs: [] as Cost[] }],
  );
  for (let round = -warmups; round < rounds; round += 1) {
    for (let turn = 0; turn < entrants.length; turn += 1) {
      const entrant = entrants[(turn + Math.abs(round)) % entrants.length];
      if (entrant === undefined) continue;
      const trial = await entrant.contender.trial(round + warmups, portion);
      const cost = await runTrial(trial, contest.spentElsewhere);
      await trial.check?.();
      if (round >= 0) entrant.costs.push(cost);
    }
  }
  for (const { contender } of entrants) await contender.close();
  return summarize(contest, new Map(entrants.map(({ name, costs }) => [name, costs])));
}

async function runTrial(trial: Trial, spentElsewhere = (): number => 0): Promise<Cost> {
  // The young generation only: a full collection would also throw away what V8 learnt about the code under measurement.
  globalThis.gc?.({ type: 'minor', execution: 'sync' });
  const elsewhereBefore = spentElsewhere();
  const cpuBefore = process.resourceUsage();
  const wallBefore = performance.now();
  await trial.work();
  const wall = (performance.now() - wallBefore) * 1_000;
  const cpuAfter = process.resourceUsage();
  const user = cpuAfter.userCPUTime - cpuBefore.userCPUTime;
  const system = cpuAfter.systemCPUTime - cpuBefore.systemCPUTime;
  const elsewhere = spentElsewhere() - elsewhereBefore;
  return { cpu: (user + system + elsewhere) / trial.operations, wall: wall / trial.operations };
}

function summarize<Name extends string>(
  contest: Contest<Name>,
  history: ReadonlyMap<Name | 'varve', readonly Cost[]>,
): Outcome<Name> {
  const costs: Partial<Record<Name | 'varve', Cost>> = {};
  const speedAgainst: Partial<Record<Name | 'varve', Cost>> = {};
  const ratios: Partial<Record<Name | 'varve', readonly Cost[]>> = {};
  const ours = history.get('varve') ?? [];
  for (const [side, theirs] of history) {
    costs[side] = { cpu: median(theirs.map(({ cpu }) => cpu)), wall: median(theirs.map(({ wall }) => wall)) };
    if (side === 'varve' || ours.length === 0) continue;
    const found = ratiosOf(theirs, ours);
    ratios[side] = found;
    speedAgainst[side] = { cpu: median(found.map(({ cpu }) => cpu)), wall: median(found.map(({ wall }) => wall)) };
  }
  return { contest, costs, speedAgainst, ratios };
}

function ratiosOf(theirs: readonly Cost[], ours: readonly Cost[]): readonly Cost[] {
  return theirs.flatMap((their, round) => {
    const our = ours[round];
    return our === undefined ? [] : [{ cpu: their.cpu / our.cpu, wall: their.wall / our.wall }];
  });
}
