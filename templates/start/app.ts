/** Opens the application on a store. Every command is a method of what comes out. */
import { createMemoryEventStore } from '@varve/runtime';
import { type Ordering, createOrdering } from './generated/ordering/ordering.js';
import { orderDecider } from './order/order.decider.js';

/** A store that forgets when the process ends; `@varve/runtime/sqlite` has one that does not. */
export function openApp(): Ordering {
  return createOrdering({ store: createMemoryEventStore(), order: { decider: orderDecider } });
}
