/** What is looked up and never decided upon: rows that projections keep. */
import type { Ordering } from './generated/ordering/ordering.js';
import type { OrderSummary } from './generated/ordering/order-summary.js';
import type { Narrator } from './narrator.js';

/** The newest orders of a customer, as they were a moment ago. */
export async function ordersOf({ projections }: Ordering, customerId: string): Promise<readonly OrderSummary[]> {
  const newest = [{ by: 'placedAt', descending: true }] as const;
  const { rows } = await projections.orderSummary.query({ where: { customerId }, orderBy: newest, limit: 20 });
  return rows;
}

/** Tells what the list of orders shows to whoever placed this one, and to a carrier who scans its parcel. */
export async function lookUp(ordering: Ordering, orderId: string, say: Narrator): Promise<void> {
  say.heading('What people look at');
  await ordering.projections.orderSummary.caughtUp();
  const order = await ordering.projections.orderSummary.find({ orderId });
  for (const { status, total, due, pieces, city } of await ordersOf(ordering, order?.customerId ?? '')) {
    say.line(`${pieces} pieces to ${city} for ${total.amount} ${total.currency}: ${status}, ${due} due`);
  }
  const parcel = await ordering.projections.trackedParcel.find({ trackingCode: 'JD0146' });
  say.line(
    parcel === undefined ? 'JD0146 is no parcel of ours' : `JD0146 is the parcel ${parcel.shipmentId.slice(0, 8)}…`,
  );
}
