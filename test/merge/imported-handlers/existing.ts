import type { OrderDecider } from '../generated/ordering/order.js';

import { decide, evolve } from './handlers.js';

export const orderDecider = { initialState: { status: 'none' }, decide, evolve: evolve } satisfies OrderDecider;
