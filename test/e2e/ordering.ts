/** A small project: one decider, one type, one event with two versions. */
export const config = `varve: 1
schemas: [schemas/**/*.yaml]
`;

export const customer = `varve: 1
context: crm
types:
  Channel: { enum: [web, store] }
`;

export const order = `varve: 1
context: ordering
imports: [./customer.yaml]
aggregate: Order
description: One customer's order.
id: { orderId: uuid }
events:
  OrderPlaced:
    description: The customer committed to the order.
    1: { customerId: uuid, channel: crm.Channel }
  OrderCancelled: { 1: { reason: string } }
rejections:
  OrderAlreadyPlaced: {}
commands:
  PlaceOrder:
    emits: [OrderPlaced]
    rejects: [OrderAlreadyPlaced]
    1: { customerId: uuid, channel: crm.Channel }
  CancelOrder:
    emits: [OrderCancelled]
    1: { reason: string }
`;

export const shipped = order
  .replace(
    'rejections:',
    '  OrderShipped:\n    description: It left the house.\n    1: { carrier: string }\nrejections:',
  )
  .replace('emits: [OrderCancelled]', 'emits: [OrderCancelled, OrderShipped]');

export const files: Readonly<Record<string, string>> = {
  'varve.config.yaml': config,
  'schemas/order.yaml': order,
  'schemas/customer.yaml': customer,
};
