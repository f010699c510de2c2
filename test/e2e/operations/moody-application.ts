// The example's application, whose list of orders takes no new ones while MOODY says so: what a program looks like before its mistake is mended.
import { openApplication, type Application } from '@varve/runtime/projections';
import { createOrdering } from '../../../examples/ordering/src/generated/ordering/ordering.js';
import { openStore } from '../../../examples/ordering/src/open-store.js';
import { orderSummaryHandlers } from '../../../examples/ordering/src/order-summary/order-summary.projection.js';
import { orderDecider } from '../../../examples/ordering/src/order/order.decider.js';
import { orderUpcasters } from '../../../examples/ordering/src/order/order.upcasters.js';
import { orderingTypeUpcasters } from '../../../examples/ordering/src/ordering/types.upcasters.js';
import { Shipment } from '../../../examples/ordering/src/shipment/shipment.aggregate.js';
import { trackedParcelHandlers } from '../../../examples/ordering/src/tracked-parcel/tracked-parcel.projection.js';

export async function createApplication(): Promise<Application> {
  const store = await openStore(process.env['VARVE_STORE'] ?? '');
  const shop = createOrdering({
    store,
    order: { decider: orderDecider, upcasters: orderUpcasters },
    shipment: { aggregate: Shipment },
    types: { ordering: orderingTypeUpcasters },
    projections: {
      orderSummary: {
        ...orderSummaryHandlers,
        OrderPlaced(event, row) {
          if (process.env['MOODY'] === 'yes') throw new Error('No orders today.');
          orderSummaryHandlers.OrderPlaced(event, row);
        },
      },
      trackedParcel: trackedParcelHandlers,
    },
  });
  return openApplication({ contexts: { shop } });
}
