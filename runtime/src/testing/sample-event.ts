import type { AnyAggregate } from '../decider/contract.js';
import type { EventId } from '../message/identifiers.js';
import { streamName } from '../message/stream-name.js';
import { type Operations, reading } from '../shape/shape.js';
import type { StoredEvent } from '../store/stored-event.js';

export const sampleEventId = '00000000-0000-5000-8000-000000000000' as EventId;

/** An event as it might lie in a log, where nothing more is said of it. */
export function sampleEvent(given: Pick<StoredEvent, 'type' | 'schemaVersion' | 'data'>): StoredEvent {
  return {
    eventId: sampleEventId,
    type: given.type,
    schemaVersion: given.schemaVersion,
    data: given.data,
    metadata: '{}',
    streamName: streamName('sample', ['sample']),
    position: 0,
    recordedAt: '2026-01-01T00:00:00Z',
  };
}

const someValues: readonly unknown[] = [sampleEventId, 1, '2026-01-01', '2026-01-01T00:00:00Z', '1', 'sample'];

/** Some identity of an aggregate; parts that none of a few values fits are left out. */
export function sampleId({ id }: Pick<AnyAggregate, 'id'>): object {
  const valueOf = (shape: Operations): unknown => someValues.find((value) => shape.accepts(value, reading, 0));
  return Object.fromEntries(
    Object.entries(id).flatMap(([part, shape]) => {
      const wire = valueOf(shape);
      return wire === undefined ? [] : [[part, shape.decode(wire, reading)]];
    }),
  );
}
