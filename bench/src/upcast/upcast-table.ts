import type { Outcome } from '../measure/contest.js';
import { figure, textTable } from '../measure/table.js';
import type { Reader } from './contests.js';

const none = '–';
const others: readonly Reader[] = ['parse', 'hand', 'varve', 'zod', 'typebox', 'avsc'];
const heads = ['parse ns', 'hand ns', 'Varve ns', 'zod ns', 'typebox ns', 'avsc ns'];

/**
 * Nanoseconds of CPU time for one event; then Varve's cost as a multiple of bare parsing and of what was written by hand,
 * by CPU time and, in parentheses, by wall-clock time.
 */
export function upcastTable(outcomes: readonly Outcome<Reader>[]): string {
  return textTable(['', ...heads, '÷ parse', '(wall)', '÷ hand', '(wall)', 'aim'], outcomes.map(rowOf));
}

function rowOf({ contest, costs, speedAgainst }: Outcome<Reader>): readonly string[] {
  const times = (side: Reader, by: 'cpu' | 'wall'): string => {
    const speed = speedAgainst[side];
    return speed === undefined ? none : (1 / speed[by]).toFixed(2);
  };
  const costOf = (side: Reader): string => {
    const cost = costs[side];
    return cost === undefined ? none : figure(cost.cpu * 1_000);
  };
  const verdict = contest.aims.map(({ against, least }) => {
    const speed = speedAgainst[against];
    if (speed === undefined) return `≤ ${(1 / least).toFixed(2)} ${against} not measured`;
    const [byCpu, byWall] = [speed.cpu >= least, speed.wall >= least];
    const met = byCpu && byWall ? 'met' : byCpu ? 'met by CPU only' : byWall ? 'met by wall only' : 'NOT MET';
    return `≤ ${(1 / least).toFixed(2)} × ${against} ${met}`;
  });
  const ratios = [times('parse', 'cpu'), times('parse', 'wall'), times('hand', 'cpu'), times('hand', 'wall')];
  return [contest.title, ...others.map(costOf), ...ratios, verdict.join() || none];
}
