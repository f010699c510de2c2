import { createMemoryEventStore } from '@varve/runtime';
import { openApplication } from '@varve/runtime/projections';
import { expect, test } from 'vitest';
import { createOrdering } from '../src/generated/ordering/ordering.js';
import { orderSummaryHandlers } from '../src/order-summary/order-summary.projection.js';
import { orderDecider } from '../src/order/order.decider.js';
import { orderUpcasters } from '../src/order/order.upcasters.js';
import { orderingTypeUpcasters } from '../src/ordering/types.upcasters.js';
import { Shipment } from '../src/shipment/shipment.aggregate.js';
import { trackedParcelHandlers } from '../src/tracked-parcel/tracked-parcel.projection.js';

const orderId = '0f0e2a51-9d5c-4f0e-8a3d-2b116f1c0f3e';
const customerId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
const destination = {
  name: 'Ada',
  street: 'Harbour Lane',
  houseNumber: '3',
  postalCode: '20457',
  city: 'Hamburg',
  country: 'DE',
};
const lines = [{ sku: 'MUG-1', quantity: 2, unitPrice: { amount: '12.50', currency: 'EUR' } }];

/** What the README shows, run. */
test('the tour holds what it says', async () => {
  const said: string[] = [];
  const store = createMemoryEventStore();

  const ordering = createOrdering({
    store,
    order: { decider: orderDecider, upcasters: orderUpcasters },
    shipment: { aggregate: Shipment },
    types: { ordering: orderingTypeUpcasters },
    projections: { orderSummary: orderSummaryHandlers, trackedParcel: trackedParcelHandlers },
  });

  const outcome = await ordering.order.placeOrder({ orderId, customerId, lines, destination }, { commandId: 'web-1' });
  if (outcome.kind === 'rejected') {
    said.push(outcome.rejection.type); // ordering.OrderAlreadyPlaced | ordering.EmptyOrder | ordering.MixedCurrencies
  } else {
    said.push(`${outcome.events.length} event, stream version ${outcome.streamVersion}`);
  }

  const again = await ordering.order.placeOrder({ orderId, customerId, lines, destination }, { commandId: 'web-1' });
  said.push(`deduplicated: ${again.deduplicated}`);

  const { state } = await ordering.order.load(orderId);
  if (state.status === 'open') said.push(`${state.total.amount} ${state.total.currency} to be paid`);

  for await (const event of ordering.order.events(orderId)) {
    said.push(`${event.position} ${event.type} ${event.recordedAt.slice(0, 2)}`);
  }

  const application = openApplication({ contexts: { ordering } });
  await application.start();
  await ordering.projections.orderSummary.caughtUp();
  const { rows } = await ordering.projections.orderSummary.query({ where: { customerId, status: 'open' } });
  for (const { pieces, due, total } of rows) said.push(`${pieces} pieces, ${due} ${total.currency} due`);
  await application.stop();

  expect(said).toEqual([
    '1 event, stream version 1',
    'deduplicated: true',
    '25.00 EUR to be paid',
    '0 ordering.OrderPlaced 20',
    '2 pieces, 25.00 EUR due',
  ]);
});
