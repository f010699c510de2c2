import type { ProcessorHealth } from '../processor/processor-options.js';
import type { RelayHealth } from './create-relay.js';

/** The worst first: what one slice is in, the relay is in. */
const states = ['failed', 'new', 'standing-by', 'leading', 'stopped'] as const;

/** Slices as one: counts added up, the worst of their states. */
export function slicesHealth(slices: readonly ProcessorHealth[]): RelayHealth {
  const sum = (of: (health: ProcessorHealth) => number): number => slices.reduce((all, each) => all + of(each), 0);
  const [only] = slices;
  return {
    state: states.find((state) => slices.some((slice) => slice.state === state)) ?? 'new',
    caughtUp: slices.every(({ caughtUp }) => caughtUp),
    logPosition: slices.length === 1 ? only?.logPosition : undefined,
    handled: sum(({ handled }) => handled),
    skipped: sum(({ skipped }) => skipped),
    parked: sum(({ parked }) => parked),
    lastError: slices.map(({ lastError }) => lastError).find((error) => error !== undefined),
    slices,
  };
}
