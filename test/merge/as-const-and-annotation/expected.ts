import type { OrderDecider as Decider } from '../generated/ordering/order';

export const renamed: Decider = {
  decide: { 'PlaceOrder': () => [], ['CancelOrder']: () => [] } as const,
  evolve: ({
    OrderPlaced: (s) => s,
    /** The parcel left the house. */
    OrderShipped(state, { data }) {
      throw new Error('OrderShipped is not evolved yet.');
    },
  }),
} as const;
