import type { EncodedEvent } from '../codec/event-codec.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import type { OutboxMessage } from '../store/unit.js';

/**
 * An event on its way out of the store. Its topic is its type, its payload JSON with everything about it, and those of one
 * aggregate go out in their order.
 */
export function outboxMessage(
  { stored }: EncodedEvent,
  { position, recordedAt, streamName }: DecodedEvent,
): OutboxMessage {
  const { eventId, type, schemaVersion, data, metadata } = stored;
  const head = JSON.stringify({ eventId, type, schemaVersion, streamName, position, recordedAt });
  return {
    messageId: eventId,
    topic: type,
    orderKey: streamName,
    payload: `${head.slice(0, -1)},"data":${data},"metadata":${metadata}}`,
  };
}
