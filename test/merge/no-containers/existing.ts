import type { OrderDecider } from '../generated/ordering/order.js';

export const orderDecider = {} satisfies OrderDecider;
