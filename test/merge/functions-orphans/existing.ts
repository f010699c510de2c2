import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = {
  OrderPlaced: {
    2: { total: () => 1, 'destination.code': () => 'DE', oldPath: () => 2 },
    3: (old) => old,
    4: { gone: () => 1 },
    downcasts: { 2: { note: () => '' }, 3: {} },
  },
  Merged: { becomes: () => [] },
  PlaceOrder: { 2: { channel: () => 'web' } },
  OrderForgotten: { 2: { why: () => '' } },
} satisfies OrderUpcasters;
