import type { OrderUpcasters } from '../generated/ordering/order.js';

import { shared, merged } from './shared.js';

export const orderUpcasters = {
  OrderPlaced: { ...shared, 2: { total: () => 1 } },
  Merged: merged,
  PlaceOrder: { 2: { ...shared } },
} satisfies OrderUpcasters;
