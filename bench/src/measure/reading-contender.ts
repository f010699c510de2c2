import type { Contender } from './contest.js';

/** Events that one trial reads at full length. */
const perTrial = 40_000;

/** Reads events one after the other, beginning anew after the last of so many. What gives nothing is no reader. */
export function readingContender(events: number, read: (place: number) => unknown): Contender {
  return {
    close: async () => undefined,
    async trial(_round, portion) {
      const operations = Math.max(1, Math.round(perTrial * portion));
      return {
        operations,
        async work() {
          for (let at = 0; at < operations; at += 1) {
            if (read(at % events) === undefined) throw new Error('An event was not decoded.');
          }
        },
      };
    },
  };
}
