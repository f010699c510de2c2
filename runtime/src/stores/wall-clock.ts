import type { Clock } from '../store/recording-clock.js';

/** Wall clock in milliseconds. Formats once per millisecond, since formatting costs more than an append in memory. */
export function createWallClock(): Clock {
  let last = Number.NaN;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== last) {
      last = now;
      text = new Date(now).toISOString();
    }
    return text;
  };
}
