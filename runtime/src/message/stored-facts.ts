import type { Instant } from '../shape/branded.js';
import type { EventId } from './identifiers.js';
import type { StreamId } from './message.js';
import type { MessageMetadata } from './metadata.js';

/**
 * What is known of a stored event besides its data, for the steps that take it up to the latest schema version. `Keys` are
 * the project's own metadata. Each fact is worked out when it is asked for.
 */
export interface StoredFacts<Id extends object = StreamId, Keys extends object = object> {
  /** Id of the event as it is read: a later part of a split event has one of its own. */
  readonly eventId: EventId;
  /** Identity of its stream. */
  readonly id: Id;
  readonly recordedAt: Instant;
  /** Of its stream, when it was the last event there: its position and one. */
  readonly streamVersion: number;
  /** As it lies in the log. */
  readonly schemaVersion: number;
  readonly metadata: MessageMetadata & Keys;
}
