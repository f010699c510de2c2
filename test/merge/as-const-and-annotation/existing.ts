import type { OrderDecider as Decider } from '../generated/ordering/order';

export const renamed: Decider = {
  decide: { 'PlaceOrder': () => [], ['CancelOrder']: () => [] } as const,
  evolve: ({
    OrderPlaced: (s) => s,
  }),
} as const;
