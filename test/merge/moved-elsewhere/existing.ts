export { orderDecider } from '../domain/order.decider.js';
