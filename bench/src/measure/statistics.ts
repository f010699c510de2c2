/** The middle value, or the mean of the two middle ones. @throws RangeError for no values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('The median of no values does not exist.');
  return (upper + lower) / 2;
}

/** The value that this part of all values does not exceed. @throws RangeError for an empty list */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
  if (value === undefined) throw new RangeError('No values.');
  return value;
}

/** The values between which the middle half of all values lies. @throws RangeError for an empty list */
export function quartiles(values: readonly number[]): readonly [number, number] {
  return [percentile(values, 0.25), percentile(values, 0.75)];
}
