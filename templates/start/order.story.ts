import { test } from 'node:test';
import { given } from '@varve/runtime/testing';
import {
  CancelOrder,
  EmptyOrder,
  OrderAlreadyPlaced,
  OrderCancelled,
  OrderPlaced,
  PlaceOrder,
  order,
} from '../src/generated/ordering/order.js';
import { orderDecider } from '../src/order/order.decider.js';

const orderId = '0f0e2a51-9d5c-4f0e-8a3d-2b116f1c0f3e';
const customerId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
const lines = [{ sku: 'MUG-1', quantity: 2 }];
// The clock of a story stands still.
const placedAt = '2026-01-01T00:00:00Z';

const orders = () => given(order, orderDecider);
const placed = OrderPlaced.of({ customerId, lines, placedAt });

test('an order is placed once', () => {
  orders()
    .when(PlaceOrder.of({ orderId, customerId, lines }))
    .then([placed])
    .when(PlaceOrder.of({ orderId, customerId, lines }))
    .thenRejected(OrderAlreadyPlaced.of({ orderId }));
});

test('an order has at least one line', () => {
  orders()
    .when(PlaceOrder.of({ orderId, customerId, lines: [] }))
    .thenRejected(EmptyOrder.of());
});

test('an order is cancelled once', () => {
  orders()
    .events([placed])
    .when(CancelOrder.of({ orderId, reason: 'changed my mind' }))
    .then([OrderCancelled.of({ reason: 'changed my mind' })])
    .when(CancelOrder.of({ orderId, reason: 'changed my mind' }))
    .thenNothing();
});
