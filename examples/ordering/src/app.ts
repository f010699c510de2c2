/** Wires the domain to a store. Everything that a caller may do with orders and shipments is a method of what comes out. */
import type { ContextOptions } from '@varve/runtime';
import type { ProjectionStore } from '@varve/runtime/projections';
import { type Ordering, createOrdering } from './generated/ordering/ordering.js';
import { orderSummaryHandlers } from './order-summary/order-summary.projection.js';
import { orderDecider } from './order/order.decider.js';
import { orderUpcasters } from './order/order.upcasters.js';
import { orderingTypeUpcasters } from './ordering/types.upcasters.js';
import { Shipment } from './shipment/shipment.aggregate.js';
import { trackedParcelHandlers } from './tracked-parcel/tracked-parcel.projection.js';

/** @param options `writeAs`, for as long as a release that does not know our newest events still runs beside us */
export function openShop(store: ProjectionStore, options: Pick<ContextOptions, 'writeAs'> = {}): Ordering<Shipment> {
  return createOrdering({
    ...options,
    store,
    order: { decider: orderDecider, upcasters: orderUpcasters },
    shipment: { aggregate: Shipment },
    types: { ordering: orderingTypeUpcasters },
    projections: { orderSummary: orderSummaryHandlers, trackedParcel: trackedParcelHandlers },
  });
}
