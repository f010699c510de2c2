import type { CounterDecider, CounterState } from '../generated/stock/counter.js';

/** Decides for Counter. */
export const counterDecider = {
  // Return the state before the first event.
  get initialState(): CounterState {
    throw new Error('The initial state of Counter is not written yet.');
  },
  decide: {
    // Return what happened (Counted), or [] when there is nothing to do.
    Count(_command, _state, _context) {
      throw new Error('stock.Count is not decided yet.');
    },
  },
  evolve: {
    // Return the state after Counted.
    Counted: (state) => state,
  },
} satisfies CounterDecider;
