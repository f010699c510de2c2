import type { OrderDecider } from '../generated/ordering/order.js';

import { handlers } from './handlers.js';

export const orderDecider = {
  decide: handlers({ strict: true }),
  evolve: handlers({ OrderPlaced: (s) => s }),
} satisfies OrderDecider;
