// Events that lie in no stream are kept with the outcome of their command, so that it can be told again.
import { eventsIn } from '../codec/become.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import type { EncodedEvent } from '../codec/event-codec.js';
import type { CommandRun } from '../command/command-run.js';
import { type EventsOf, replayOutcome } from '../command/outcome-records.js';
import type { Outcome } from '../command/outcome.js';
import { UndecodableOutcomeError } from '../errors/command-errors.js';
import type { EventId } from '../message/identifiers.js';
import { isPlainObject } from '../shape/plain-object.js';
import type { OutcomeRecord } from '../store/outcome.js';
import type { StoredEvent } from '../store/stored-event.js';

/** Events as they are kept in the record of an outcome. */
export function sentEvents(encoded: readonly EncodedEvent[], events: readonly DecodedEvent[]): readonly object[] {
  return encoded.map(({ stored: { eventId, type, schemaVersion, data, metadata } }, at) => ({
    ...{ eventId, type, schemaVersion, data, metadata },
    ...{ position: events[at]?.position, recordedAt: events[at]?.recordedAt },
  }));
}

/** @throws IdempotencyKeyReusedError, UndecodableOutcomeError, StoredEventError */
export function replaySent(record: OutcomeRecord, run: CommandRun): Promise<Outcome> {
  return replayOutcome(record, run, eventsInRecord);
}

export const eventsInRecord: EventsOf = ({ events }, { key: { commandId } }, { source }) => {
  if (!Array.isArray(events)) throw new UndecodableOutcomeError(commandId, 'its record has no events');
  return (events as readonly unknown[]).flatMap((event) => {
    const stored = storedIn(event, source.streamName);
    if (stored === undefined) throw new UndecodableOutcomeError(commandId, 'its record has an event that is none');
    return eventsIn(source.codec.decode(stored, source.id));
  });
};

function storedIn(event: unknown, streamName: StoredEvent['streamName']): StoredEvent | undefined {
  if (!isPlainObject(event)) return undefined;
  const { eventId, type, schemaVersion, data, metadata, position, recordedAt } = event;
  const texts = [eventId, type, data, metadata, recordedAt];
  if (!texts.every((text) => typeof text === 'string')) return undefined;
  if (typeof schemaVersion !== 'number' || typeof position !== 'number') return undefined;
  return {
    ...{ eventId: String(eventId) as EventId, type: String(type), schemaVersion, streamName, position },
    ...{ data: String(data), metadata: String(metadata), recordedAt: String(recordedAt) },
  };
}
