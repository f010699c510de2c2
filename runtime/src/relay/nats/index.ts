// The door `@varve/runtime/relay/nats`: events into streams of NATS JetStream.
export { createNatsTarget, type NatsHeaders, type NatsPublisher, type NatsTargetOptions } from './nats-target.js';
