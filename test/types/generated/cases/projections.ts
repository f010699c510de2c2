/** Handlers of projections, as users write them, and what a context with projections takes and gives. */
import type { Decimal, EventStore } from '@varve/runtime';
import type { ProjectionStore } from '@varve/runtime/projections';
import type { ChannelsHandlers } from '../../../golden/projections/expected/src/generated/ordering/channels.js';
import type { OpenOrdersHandlers } from '../../../golden/projections/expected/src/generated/ordering/open-orders.js';
import type { OrderSummaryHandlers } from '../../../golden/projections/expected/src/generated/ordering/order-summary.js';
import { createOrdering, type OrderingOptions } from '../../../golden/projections/expected/src/generated/ordering/ordering.js';
import type { TimelineHandlers } from '../../../golden/projections/expected/src/generated/ordering/timeline.js';
import { createReports } from '../../../golden/projections/expected/src/generated/reports/reports.js';
import { revenueHandlers } from '../../../golden/projections/expected/src/revenue/revenue.projection.js';

declare const zero: Decimal;

export const channels = { OrderPlaced: (_event, row) => row.upsert({}) } satisfies ChannelsHandlers;

export const openOrders = {
  OrderPlaced({ data, id }, row) {
    // @ts-expect-error the newest schema version has no quantity any more
    data.lines[0]?.quantity;
    const [line] = data.lines;
    row.insert({ channel: data.channel, ...(line === undefined ? {} : { sku: line.sku }) });
    row.key.orderId satisfies typeof id.orderId;
  },
  OrderShipped: (_event, row) => row.delete(),
} satisfies OpenOrdersHandlers;

export const orderSummary = {
  async OrderPlaced({ data, recordedAt }, row, { unit }) {
    const { customerId: customer, total, lines, placedAt } = data;
    const rest = { paid: zero, cents: 1n, parcel: null, remarks: recordedAt } as const;
    row.insert({ customer, total, lines, placedAt, status: 'open', ...rest });
    // @ts-expect-error the key is not set by hand
    row.patch({ orderId: 'o' });
    // @ts-expect-error no status of that name
    row.patch({ status: 'lost' });
    // @ts-expect-error total is missing
    row.upsert({ customer, lines, placedAt, status: 'open', ...rest });
    // @ts-expect-error a field that may be absent is not null
    row.patch({ shippedAt: null });
    unit satisfies object;
  },
  OrderPaid: ({ data }, row) => row.patch({ paid: data.amount }),
  OrderShipped({ data }, { current, ...row }) {
    // @ts-expect-error there may be no row
    current.status;
    if (current?.status === 'paid') row.patch({ status: 'shipped', shippedAt: data.shippedAt });
  },
  'payments.PaymentTaken'({ id: { shop, number }, data }, row) {
    row.patch({ paid: data.amount, remarks: `${shop} ${String(number satisfies number)}` });
  },
} satisfies OrderSummaryHandlers;

export const timeline = {
  OrderPlaced: (_event, row) => row.insert({ steps: ['placed'] }),
  OrderShipped: ({ recordedAt }, row) => row.patch({ steps: [...(row.current?.steps ?? []), recordedAt] }),
} satisfies TimelineHandlers;

export const incomplete = {
  OrderPlaced: openOrders.OrderPlaced,
  // @ts-expect-error OrderShipped is missing
} satisfies OpenOrdersHandlers;

export const superfluous = {
  ...openOrders,
  // @ts-expect-error it does not read that event
  OrderPaid: () => undefined,
} satisfies OpenOrdersHandlers;

export async function open(
  store: ProjectionStore,
  poor: EventStore,
  { order }: Pick<OrderingOptions, 'order'>,
): Promise<string | undefined> {
  const handlers = { channels, openOrders, orderSummary, timeline };
  // @ts-expect-error the handlers are required
  createOrdering({ store, order });
  const { channels: _channels, ...others } = handlers;
  // @ts-expect-error those of every projection
  createOrdering({ store, order, projections: others });
  // @ts-expect-error a store that holds events alone cannot hold rows
  createReports({ store: poor, projections: { revenue: revenueHandlers } });
  const reports = createReports({ store, projections: { revenue: revenueHandlers } });
  await reports.projections.revenue.find({ order: 'o' });
  const { projections } = createOrdering({ store, order, projections: handlers });
  // @ts-expect-error channels have a key of two columns
  await projections.channels.find({ channel: 'web' });
  const page = await projections.orderSummary.query({ where: { status: 'open' }, orderBy: [{ by: 'placedAt' }] });
  // @ts-expect-error an object cannot be compared
  await projections.orderSummary.query({ orderBy: [{ by: 'total' }] });
  const [first] = page.rows;
  // @ts-expect-error a field of no row
  first?.custId;
  return first?.parcel?.carrier ?? first?.total.currency;
}
