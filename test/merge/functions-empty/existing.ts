import type { OrderUpcasters } from '../generated/ordering/order.js';

export const orderUpcasters = {} satisfies OrderUpcasters;
