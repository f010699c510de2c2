import type { Recorded } from './message.js';
import type { GivenMetadata } from './metadata.js';

/**
 * Metadata for a command that an event gives rise to: the event's conversation, the event as the cause, and its trace,
 * tenant and actor.
 */
export function causedBy({ eventId, metadata }: Pick<Recorded, 'eventId' | 'metadata'>): GivenMetadata {
  const { correlationId, traceparent, tenant, actor } = metadata;
  return {
    correlationId,
    causationId: eventId,
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(actor === undefined ? {} : { actor }),
  };
}
