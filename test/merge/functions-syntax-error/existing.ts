import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = {
  OrderPlaced: { 2: { total: () => 1 },
} satisfies OrderUpcasters;
