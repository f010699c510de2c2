import type { OrderUpcasters as Mine } from '../generated/ordering/order.js';

export const steps: Mine = {
  OrderPlaced: { 2: { total: () => 1 } },
};
