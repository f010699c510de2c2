/** Wires the domain to a store. Everything that a caller may do with orders and shipments is a method of what comes out. */
import type { FullEventStore } from '@varve/runtime';
import { type Ordering, createOrdering } from './generated/ordering/ordering.js';
import { orderDecider } from './order/order.decider.js';
import { Shipment } from './shipment/shipment.aggregate.js';

export function openShop(store: FullEventStore): Ordering<Shipment> {
  return createOrdering({ store, order: { decider: orderDecider }, shipment: { aggregate: Shipment } });
}
