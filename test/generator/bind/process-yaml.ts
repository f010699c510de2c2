import type { ProcessModel } from '../../../generator/src/model/process-model.js';
import { bound, order, type Files } from './bind-yaml.js';

const events = `
types:
  Channel: { enum: [web, store] }
  Dates: { 1: { first: instant, second: instant | null, count: integer } }
events:
  OrderPlaced: { 1: { customer: uuid, note?: string, gap: string | null, channel: Channel, raw: bytes, number: integer } }
  OrderClosed: { 1: { by: string, customer: uuid } }
  OrderHidden: { ignored: Written by mistake., 1: {} }
  OrderMerged: { 1: {}, becomes: [OrderClosed@1] }
commands:
  PlaceOrder: { emits: [OrderPlaced], 1: {} }
  CloseOrder: { emits: [OrderClosed], rejects: [TooLate, Closed], 1: { by: string } }
rejections: { TooLate: {}, Closed: {}, Never: {} }
`;

const usual = {
  correlate: '{ OrderPlaced: $id.orderId, OrderClosed: $id.orderId }',
  starts: '[OrderPlaced]',
  ends: '[OrderClosed]',
  state: '{ 1: { count: integer, dueAt?: instant, dates: Dates@1 } }',
};

/** A file with the aggregate Order, and a process of its events. */
export function closing(given: Readonly<Record<string, string>> = {}): string {
  const body = Object.entries({ ...usual, ...given }).map(([key, value]) => `    ${key}: ${value}\n`);
  return order(`${events}\nprocesses:\n  Closing:\n${body.join('')}`);
}

export const bills = `varve: 1
context: billing
aggregate: Bill
id: { billId: uuid }
events: { BillPaid: { 1: { orderId: uuid, total: decimal, name: string } } }
commands: { PayBill: { emits: [BillPaid], rejects: [NoMoney], 1: { orderId: uuid } } }
rejections: { NoMoney: {} }
`;

export function process(files: Files): ProcessModel {
  const [found] = bound(files).contexts.flatMap(({ processes }) => processes);
  if (found === undefined) throw new Error('The process is gone.');
  return found;
}
