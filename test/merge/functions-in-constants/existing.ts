import type { OrderUpcasters } from '../generated/ordering/order.js';

const placed = {
  2: { total: () => 1 },
} satisfies Partial<OrderUpcasters['OrderPlaced']>;

export const orderUpcasters = { OrderPlaced: placed, Merged: { becomes: () => [] } };
