import type { AppendRequest } from './append.js';
import type { OutcomeRecord } from './outcome.js';
import type { NewStoredEvent } from './stored-event.js';

/** A request that has to wait, cut loose from objects which its caller may go on to change. */
export function copyRequest({ streamName, expected, events, outcome }: AppendRequest): AppendRequest {
  const condition = typeof expected === 'object' ? { streamVersion: expected.streamVersion } : expected;
  const copy = { streamName, expected: condition, events: events.map(copyEvent) };
  return outcome === undefined ? copy : { ...copy, outcome: copyOutcome(outcome) };
}

export function copyOutcome({ key, commandHash, kind, result }: OutcomeRecord): OutcomeRecord {
  const { tenant, context, commandId } = key;
  return Object.freeze({ key: Object.freeze({ tenant, context, commandId }), commandHash, kind, result });
}

function copyEvent(event: NewStoredEvent): NewStoredEvent {
  const { eventId, type, schemaVersion, data, metadata, shapeHash, draft } = event;
  return { eventId, type, schemaVersion, data, metadata, shapeHash, draft };
}
