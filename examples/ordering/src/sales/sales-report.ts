/**
 * What was sold: a read model in its simplest form, folded from the whole log each time it is asked for. It knows events as
 * they are today only; which of them were written years ago is not its business.
 */
import { readLog } from '@varve/runtime';
import type { LogReader } from '@varve/runtime';
import type { OrderEvent, PaymentReceived } from '../generated/ordering/order.js';
import type { ShipmentEvent, ShipmentScheduled } from '../generated/ordering/shipment.js';
import type { LineV2, PaymentMethodV2 } from '../generated/ordering/types.js';
import type { MoneyV1 } from '../generated/std/types.js';
import { add, noMoney } from '../order/money.js';
import { registries } from '../registries.js';

export interface SalesReport {
  /** Pieces ordered, by article; how many of them as presents. */
  readonly articles: Readonly<Record<string, { readonly pieces: number; readonly asPresents: number }>>;
  /** Money received, by what it was paid with and its currency, such as `visa EUR`. */
  readonly takings: Readonly<Record<string, MoneyV1>>;
  /** Grams that each carrier took. */
  readonly carriers: Readonly<Record<string, number>>;
  readonly arrived: number;
  readonly signed: number;
}

const nothing: SalesReport = { articles: {}, takings: {}, carriers: {}, arrived: 0, signed: 0 };

export async function reportSales(store: LogReader): Promise<SalesReport> {
  let report = nothing;
  for await (const event of readLog(store, registries)) report = withEvent(report, event);
  return report;
}

function withEvent(report: SalesReport, { type, data }: OrderEvent | ShipmentEvent): SalesReport {
  switch (type) {
    case 'ordering.OrderPlaced':
      return { ...report, articles: data.lines.reduce(withLine, report.articles) };
    case 'ordering.PaymentReceived':
      return { ...report, takings: withPayment(report.takings, data) };
    case 'ordering.ShipmentScheduled':
      return { ...report, carriers: withParcel(report.carriers, data) };
    case 'ordering.OrderArrived':
      return { ...report, arrived: report.arrived + 1 };
    case 'ordering.ReceiptSigned':
      return { ...report, signed: report.signed + 1 };
    default:
      return report;
  }
}

function withLine(articles: SalesReport['articles'], { sku, quantity, gift }: LineV2): SalesReport['articles'] {
  const { pieces, asPresents } = articles[sku] ?? { pieces: 0, asPresents: 0 };
  return { ...articles, [sku]: { pieces: pieces + quantity, asPresents: asPresents + (gift ? quantity : 0) } };
}

function withPayment(takings: SalesReport['takings'], { amount, method }: PaymentReceived['data']) {
  const paidWith = `${nameOf(method)} ${amount.currency}`;
  return { ...takings, [paidWith]: add(takings[paidWith] ?? noMoney(amount.currency), amount) };
}

const nameOf = (method: PaymentMethodV2): string => (method.kind === 'card' ? method.scheme : method.kind);

function withParcel(carriers: SalesReport['carriers'], { carrier, parcel }: ShipmentScheduled['data']) {
  return { ...carriers, [carrier]: (carriers[carrier] ?? 0) + parcel.grams };
}
