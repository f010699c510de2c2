/** What is waited at the longest for a receiver that asks to be left alone, in milliseconds. */
const longest = 3_600_000;

/** Milliseconds that `Retry-After` asks for: seconds, or a date. `undefined` for anything else. */
export function retryAfter(header: string | readonly string[] | undefined, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : undefined;
  const until = seconds ?? (/[A-Za-z]/.test(header) ? Date.parse(header) - now : Number.NaN);
  return Number.isNaN(until) ? undefined : Math.min(Math.max(until, 0), longest);
}
