/** A day in the life of one order, from placing to delivery, with everything that goes wrong on the way. */
import { randomUUID } from 'node:crypto';
import { isRuntimeError } from '@varve/runtime';
import type { Ordering } from './generated/ordering/ordering.js';
import type { MoneyV1Input } from './generated/std/types.js';
import { describe, type Narrator } from './narrator.js';

/** @returns the id of the order it left behind. */
export async function playScenario({ order, shipment }: Ordering, say: Narrator): Promise<string> {
  const orderId = randomUUID();
  const shipmentId = randomUUID();
  const customerId = randomUUID();
  const placing = { orderId, customerId, lines, destination };

  say.heading('Placing');
  say.command('place the order', await order.placeOrder(placing));
  say.command('place it once more', await order.placeOrder(placing));
  say.command('place an empty one', await order.placeOrder({ ...placing, orderId: randomUUID(), lines: [] }));

  say.heading('Data that does not fit the schema never reaches the decider');
  try {
    await order.placeOrder({ ...placing, lines: [{ sku: 'mug', quantity: 0, unitPrice: euros('12.50') }] });
  } catch (error) {
    if (!isRuntimeError(error, 'invalid-message')) throw error;
    for (const problem of error.problems) say.line(`${problem.pointer}  ${problem.message}`);
  }

  say.heading('Paying, in two parts, over a line that stutters');
  const voucher = {
    orderId,
    paymentId: randomUUID(),
    amount: euros('10.00'),
    method: { kind: 'voucher', code: 'SPRING' },
  } as const;
  const card = {
    orderId,
    paymentId: randomUUID(),
    amount: euros('22.40'),
    method: { kind: 'card', scheme: 'visa', last4: '4242' },
  } as const;
  say.command('pay 10.00 with a voucher', await order.receivePayment(voucher));
  say.command('ship it already', await order.shipOrder({ orderId, shipmentIds: [shipmentId] }));
  const commandId = randomUUID();
  say.command('pay 22.40 by card', await order.receivePayment(card, { commandId }));
  say.command('the same command again', await order.receivePayment(card, { commandId }));

  say.heading('Shipping: two aggregates, one correlation');
  const correlated = { metadata: { correlationId: randomUUID(), actor: 'warehouse' } };
  const parcel = { shipmentId, orderId, destination, parcel: { grams: 39_300, longestSideInCm: 60 } };
  say.command('book dhl', await shipment.scheduleShipment({ ...parcel, carrier: 'dhl' }, correlated));
  say.command('book ups', await shipment.scheduleShipment({ ...parcel, carrier: 'ups' }, correlated));
  say.command('hand over', await shipment.handOverParcel({ shipmentId, trackingCode: 'JD0146' }, correlated));
  say.command('ship the order', await order.shipOrder({ orderId, shipmentIds: [shipmentId] }, correlated));
  say.command('cancel, too late', await order.cancelOrder({ orderId, reason: 'changed my mind' }));

  say.heading('Arriving');
  say.command('scan in Hanover', await shipment.recordScan({ shipmentId, place: 'Hanover' }));
  const arrival = await shipment.reportDelivery({ shipmentId });
  say.command('deliver the parcel', arrival);
  for (const { data } of arrival.events) {
    say.command('close the order', await order.confirmDelivery({ orderId, ...data }));
  }
  say.command('the neighbour signs', await order.signReceipt({ orderId, signedBy: 'Grace' }));
  return orderId;
}

/** What is left of an order once the program has started anew. */
export async function recall({ order }: Ordering, orderId: string, say: Narrator): Promise<void> {
  say.heading('The program starts again and remembers');
  for await (const event of order.events(orderId)) {
    const { actor, correlationId } = event.metadata;
    const whose = actor === undefined ? '' : `, by the ${actor} in conversation ${correlationId.slice(0, 8)}…`;
    say.line(`${event.position}  ${describe(event)}${whose}`);
  }
  const now = await order.load(orderId);
  const before = await order.load(orderId, { streamVersion: 1 });
  say.line(`now, at stream version ${now.streamVersion}, the order is ${now.state.status}`);
  say.line(`at stream version ${before.streamVersion} it was ${before.state.status}`);
}

const euros = (amount: string): MoneyV1Input => ({ amount, currency: 'EUR' });

const lines = [
  { sku: 'MUG-1', quantity: 2, unitPrice: euros('12.50'), gift: true },
  { sku: 'TEA-7', quantity: 1, unitPrice: euros('7.40') },
];

const destination = {
  name: 'Ada',
  street: 'Harbour Lane',
  houseNumber: '3',
  postalCode: '20457',
  city: 'Hamburg',
  country: 'DE',
};
