import type { EventId } from '../message/identifiers.js';
import type { MessageMetadata } from '../message/metadata.js';
import type { StoredFacts } from '../message/stored-facts.js';
import type { Instant } from '../shape/branded.js';
import { uuidV5 } from '../message/uuid.js';
import type { StoredEvent } from '../store/stored-event.js';

/** Metadata of a stored event. @throws UndecodableEventError */
export type MetadataOf = (stored: StoredEvent) => MessageMetadata;

/** Id of a part of a stored event; frozen, since readers recognise by it what they have seen. */
export function partId(eventId: EventId, part: number): EventId {
  return part === 0 ? eventId : (uuidV5(eventId, String(part)) as EventId);
}

/** What the steps of one event may ask. One is made for an event with such a step, and nothing in it before it is asked for. */
export class EventFacts implements StoredFacts<object> {
  readonly id: object;
  readonly #stored: StoredEvent;
  readonly #part: number;
  readonly #metadataOf: MetadataOf;

  constructor(stored: StoredEvent, id: object, part: number, metadataOf: MetadataOf) {
    this.id = id;
    this.#stored = stored;
    this.#part = part;
    this.#metadataOf = metadataOf;
  }

  get eventId(): EventId {
    return partId(this.#stored.eventId, this.#part);
  }

  get recordedAt(): Instant {
    return this.#stored.recordedAt as Instant;
  }

  get streamVersion(): number {
    return this.#stored.position + 1;
  }

  get schemaVersion(): number {
    return this.#stored.schemaVersion;
  }

  get metadata(): MessageMetadata {
    return this.#metadataOf(this.#stored);
  }
}
