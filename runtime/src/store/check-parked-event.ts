import type { ParkedEvent, ReadParkedOptions } from './parked-event.js';
import { assertStreamName } from './check-append.js';
import { assertCount, assertStorableKey, assertStorableText } from './storable-text.js';

// What parked events may be, judged without looking into the store. All throw InvalidStoreArgumentError.

export function checkParkedEvent({ processor, eventId, streamName, position, logPosition, reason }: ParkedEvent): void {
  assertStorableKey('parked.processor', processor);
  assertStorableKey('parked.eventId', eventId);
  assertStreamName(streamName);
  assertCount('parked.position', position, 0);
  assertStorableKey('parked.logPosition', logPosition);
  assertStorableText('parked.reason', reason);
}

export function checkReadParked(processor: string, { streamName, limit }: ReadParkedOptions): void {
  assertStorableKey('processor', processor);
  if (streamName !== undefined) assertStreamName(streamName);
  if (limit !== undefined) assertCount('limit', limit, 1);
}

/** Pages of parked events when nobody says how many. */
export const parkedLimit = 1_000;
