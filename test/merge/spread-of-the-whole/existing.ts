import type { OrderDecider } from '../generated/ordering/order.js';

import { base } from './base.js';

export const orderDecider = { ...base, evolve: { ...base.evolve, OrderPlaced: (s) => s } } satisfies OrderDecider;
