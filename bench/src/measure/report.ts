import type { Aim, Cost, Outcome, Side } from './contest.js';
import { figure, textTable } from './table.js';

const none = '–';

/**
 * Outcomes as a table. Columns in µs are user plus system time per operation; columns with × are Varve's speed over the
 * other's, by CPU time and, in parentheses, by wall-clock time.
 */
export function contestTable(outcomes: readonly Outcome[]): string {
  const head = ['', 'per', 'raw µs', 'Emmett µs', 'Varve µs', '× raw', '(wall)', 'aim', '× Emmett', '(wall)', 'aim'];
  return textTable(head, outcomes.map(rowOf));
}

function rowOf({ contest, costs, speedAgainst }: Outcome): readonly string[] {
  const cpu = (side: Side): string => formatted(costs[side], ({ cpu: value }) => figure(value));
  const speed = (side: Side, by: keyof Cost): string => formatted(speedAgainst[side], (cost) => cost[by].toFixed(2));
  const aim = (side: Side): string =>
    contest.aims
      .flatMap((each) => (each.against === side ? [judged(each, speedAgainst[side], rawSpeed(side, costs))] : []))
      .join() || none;
  return [
    contest.title,
    contest.unit,
    cpu('raw'),
    cpu('emmett'),
    cpu('varve'),
    speed('raw', 'cpu'),
    speed('raw', 'wall'),
    aim('raw'),
    speed('emmett', 'cpu'),
    speed('emmett', 'wall'),
    aim('emmett'),
  ];
}

function formatted(cost: Cost | undefined, format: (cost: Cost) => string): string {
  return cost === undefined ? none : format(cost);
}

/** How much faster than a peer raw code is, which nobody can be expected to outrun. */
function rawSpeed(side: Side, { raw, [side]: peer }: Outcome['costs']): number | undefined {
  return side === 'raw' || raw === undefined || peer === undefined ? undefined : peer.cpu / raw.cpu;
}

/**
 * An aim with its verdict, by CPU time and by wall-clock time; `not measured` without the other side. Where not even raw
 * code is that much faster than the other side, the verdict says how much it is.
 */
export function judged({ least }: Aim, speed: Cost | undefined, rawSpeed?: number): string {
  if (speed === undefined) return `≥ ${least} not measured`;
  const byCpu = speed.cpu >= least;
  const byWall = speed.wall >= least;
  if (!byCpu && rawSpeed !== undefined && rawSpeed < least) return `≥ ${least} beyond raw code's ${figure(rawSpeed)}`;
  const verdict = byCpu && byWall ? 'met' : byCpu ? 'met by CPU only' : byWall ? 'met by wall only' : 'NOT MET';
  return `≥ ${least} ${verdict}`;
}
