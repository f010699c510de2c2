/**
 * What becomes of digits that there is no room for. `half-even` and `half-up` go to the nearest, `half-up` away from zero
 * in the middle; `down` goes towards zero and `up` away from it; `floor` and `ceiling` go towards less and more; `exact`
 * refuses.
 */
export type Rounding = 'half-even' | 'half-up' | 'down' | 'up' | 'floor' | 'ceiling' | 'exact';

/**
 * A plain decimal text as a whole number of units of its `scale`-th digit behind the point, digit by digit.
 * @returns undefined where `exact` would lose something
 */
export function roundedUnits(text: string, scale: number, round: Rounding): bigint | undefined {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.slice(negative ? 1 : 0).split('.');
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const lost = fraction.slice(scale).replace(/0+$/, '');
  if (lost !== '' && round === 'exact') return undefined;
  const units = lost !== '' && goesAway(kept, lost, round, negative) ? kept + 1n : kept;
  return negative ? -units : units;
}

/** Whether rounding goes away from zero, for digits that are not all zero. */
function goesAway(kept: bigint, lost: string, round: Rounding, negative: boolean): boolean {
  switch (round) {
    case 'exact':
    case 'down':
      return false;
    case 'up':
      return true;
    case 'floor':
      return negative;
    case 'ceiling':
      return !negative;
    case 'half-up':
      return lost >= '5';
    case 'half-even':
      return lost === '5' ? kept % 2n === 1n : lost > '5';
  }
}
