import { OrderAggregate, type OrderPlaced } from '../generated/ordering/order.js';

@sealed() export default class Order extends OrderAggregate { @log onOrderPlaced() {} }
