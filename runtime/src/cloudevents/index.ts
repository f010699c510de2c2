// The door `@varve/runtime/cloudevents`: events as CloudEvents 1.0, and back.
export { InvalidCloudEventError } from '../errors/cloud-event-errors.js';
export type { AttributeValue, CloudEventAttributes, CloudEventText } from './cloud-event.js';
export type { CloudEventsOptions, DataSchemas } from './cloud-event-options.js';
export { type CloudEvents, createCloudEvents } from './cloud-events.js';
export type { ReceivedCloudEvent } from './decode-cloud-event.js';
export type { OutgoingEvent } from '../message/message.js';
export type { ContentMode, HttpMessage, IncomingHttp } from './http-binding.js';
