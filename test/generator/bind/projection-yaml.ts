import type { ProjectionModel } from '../../../generator/src/model/projection-model.js';
import { bound, order, type Files } from './bind-yaml.js';

const events = `
types:
  Channel: { enum: [web, store] }
  Size: { 1: { enum: [s] }, 2: { enum: [s, m] } }
  Customer: uuid
  Maybe: string | null
events:
  OrderPlaced:
    1: { customer: uuid }
    2: { customer: Customer, other: uuid, note?: string, gap: string | null, hidden: Maybe, channel: Channel, size: Size@1, raw: bytes, any: json, lines: list<string>, where: { fields: { street: string } }, at: { type: instant, wire: epoch-ms }, sum: decimal, mixed: string | integer }
    upcast: { 2: { set: { other: $eventId, gap: null, hidden: null, channel: web, size: s, raw: "", any: 1, lines: [], where: { street: x }, at: "2026-01-01T00:00:00Z", sum: "1", mixed: a } } }
  OrderClosed: { 1: { by: string, customer: uuid, size: Size@2, channel: { enum: [store, web] }, at: instant, sum: number } }
  OrderLost: { retired: Nobody loses orders now., 1: {} }
  OrderHidden: { ignored: Written by mistake., 1: {} }
  OrderMerged: { 1: {}, becomes: [OrderClosed@1, OrderLost@1] }
  OrderErased: { 1: {}, becomes: [] }
`;

/** A file with the aggregate Order, its events, and a projection of them. */
export const rows = (body: string): string => order(`${events}\nprojections:\n  Orders: ${body}`);

export const payments = `varve: 1
context: payments
aggregate: Payment
id: { shop: string, number: integer }
style: log
events: { PaymentTaken: { 1: { orderId: uuid } } }
`;

export function projection(files: Files): ProjectionModel {
  const [found] = bound(files).contexts.flatMap(({ projections }) => projections);
  if (found === undefined) throw new Error('The projection is gone.');
  return found;
}
