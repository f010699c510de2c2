import type { BasketTotalsHandlers } from '../../generated/shop/basket-totals.js';

/** What each basket comes to. */
export const basketTotalsHandlers = {
  ItemAdded({ data: { quantity, unitCents } }, row) {
    const { items = 0, cents = 0 } = row.current ?? {};
    row.upsert({ items: items + quantity, cents: cents + quantity * unitCents });
  },
} satisfies BasketTotalsHandlers;
