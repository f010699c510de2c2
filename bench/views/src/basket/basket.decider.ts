import { ItemAdded, type BasketDecider } from '../../generated/shop/basket.js';

const mostItems = 1_000_000_000;

/** What one customer means to buy. */
export const basketDecider = {
  initialState: { items: 0, cents: 0 },
  decide: {
    AddItem({ data }, state) {
      const { customerId, sku, quantity, unitCents, channel, placedAt } = data;
      if (state.items > mostItems) return [];
      return [ItemAdded.of({ customerId, sku, quantity, unitCents, channel, placedAt })];
    },
  },
  evolve: {
    ItemAdded: ({ items, cents }, { data }) => ({
      items: items + data.quantity,
      cents: cents + data.quantity * data.unitCents,
    }),
  },
} satisfies BasketDecider;
