import type { OrderUpcasters } from '../generated/ordering/order.js';

import { traced } from '../trace.js';

export const orderUpcasters = traced({ OrderPlaced: { 2: { total: () => 1 }, downcasts: { 2: traced({ note: () => '' }) } } });
