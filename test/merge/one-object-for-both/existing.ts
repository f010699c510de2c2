import type { OrderDecider } from '../generated/ordering/order.js';

const handlers = {};

export const orderDecider = { decide: handlers, evolve: handlers } satisfies OrderDecider;
