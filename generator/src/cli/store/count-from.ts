import { UsageError } from '../usage-error.js';

/** A whole number of at most six digits. @throws UsageError */
export function countFrom(flag: string, text: string, least: number): number {
  const count = Number(text);
  if (/^[0-9]{1,6}$/.test(text) && count >= least) return count;
  throw new UsageError(`${flag} is a number, ${String(least)} or more, not ${JSON.stringify(text)}.`);
}
