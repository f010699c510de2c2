// The door `@varve/runtime/relay`: delivering events to the outside.
export { DeliveryFailedError, ReceiverGoneError } from '../errors/delivery-errors.js';
export { createRelay, type Relay, type RelayHealth } from './create-relay.js';
export type { RelayMessage, RelayOptions, RelayStore } from './relay-options.js';
export type { Delivery, DeliveryContext, RelayTarget } from './relay-target.js';
