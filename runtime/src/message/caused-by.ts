import type { Recorded } from './message.js';
import type { GivenMetadata } from './metadata.js';
import { traceOf, type TraceContext, withTrace } from './trace-context.js';

/**
 * Metadata for a command that an event gives rise to: the event's conversation, the event as the cause, and its trace,
 * tenant and actor.
 * @param trace of what was done about the event, where that is traced: the command then belongs to that
 */
export function causedBy(
  { eventId, metadata }: Pick<Recorded, 'eventId' | 'metadata'>,
  trace: TraceContext = {},
): GivenMetadata {
  const { correlationId, tenant, actor } = metadata;
  const caused: GivenMetadata = {
    correlationId,
    causationId: eventId,
    ...traceOf(metadata),
    ...(tenant === undefined ? {} : { tenant }),
    ...(actor === undefined ? {} : { actor }),
  };
  return withTrace(caused, trace);
}
