import { placed } from './placed.js';
import type { OrderSummaryHandlers } from '../generated/ordering/order-summary.js';

export const orderSummaryHandlers = { ...placed } satisfies OrderSummaryHandlers;
