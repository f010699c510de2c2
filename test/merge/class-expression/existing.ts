import { OrderAggregate, type OrderPlaced } from '../generated/ordering/order.js';

export const Order = class extends OrderAggregate {};
