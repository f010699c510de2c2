// A replaced event is read as other events: parts of the stored one, which share its position and are numbered. Each part
// takes its own steps from the schema version it was given in, and may itself have been replaced.
import { InvalidReplacementError, UnfitUpcastError, type UpcastStep } from '../errors/reading-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import type { Replacement } from '../registry/message-definition.js';
import { problemsOf } from '../shape/make.js';
import { isPlainObject } from '../shape/plain-object.js';
import type { StoredEvent } from '../store/stored-event.js';
import { EventFacts, type MetadataOf, partId } from './event-facts.js';
import type { EventReadings, Reading } from './event-readings.js';
import { runChain, type RunStep, type StepSettings, upcasterError } from './upcast-chain.js';

/** What a stored event is read as, where that is not exactly one event. */
export class Parts<Event> {
  readonly events: readonly Event[];

  constructor(events: readonly Event[]) {
    this.events = events;
  }
}

/** The events that a stored one was read as: none for an ignored one, nearly always one, which then comes by itself. */
export function eventsIn<Event extends object>(read: Event | Parts<Event> | undefined): readonly Event[] {
  if (read === undefined) return [];
  return read instanceof Parts ? read.events : [read];
}

/** A message that is a part of a stored event. */
export interface Part extends Message {
  /** Numbers follow the order in which the parts are read; what identifies a part is its id. */
  readonly part: number;
  readonly eventId: EventId;
}

/** What following an event to its latest form takes. */
export interface Following extends StepSettings {
  readonly readings: EventReadings;
  readonly metadataOf: MetadataOf;
}

/** The parts that a stored event of a replaced type is read as, out of its latest data. @throws StoredEventError */
export function partsOf(
  following: Following,
  reading: Reading,
  data: unknown,
  { stored, id }: { readonly stored: StoredEvent; readonly id: object },
): Parts<Part> {
  const split = new Split(following, stored, id);
  split.replace(reading, data, { within: [], eventId: stored.eventId });
  return new Parts(split.parts);
}

/** Where in the tree of replacements an event stands. */
interface Standing {
  /** Types whose replacement this is a part of. */
  readonly within: readonly string[];
  /** Follows from that of what it is a part of, so that replacing one part changes the id of no other. */
  readonly eventId: EventId;
}

/** One stored event on its way into its parts. */
class Split {
  readonly parts: Part[] = [];
  readonly #following: Following;
  readonly #stored: StoredEvent;
  readonly #id: object;
  /** Number of the next part. Ignored parts have numbers too: ignoring a type renumbers nothing. */
  #part = 0;

  constructor(following: Following, stored: StoredEvent, id: object) {
    this.#following = following;
    this.#stored = stored;
    this.#id = id;
  }

  replace(reading: Reading, data: unknown, { within, eventId }: Standing): void {
    const step = { type: reading.type, from: reading.definition.schemaVersion, to: undefined };
    const around = [...within, reading.type];
    for (const [at, replacement] of this.#replacements(reading, data, step, eventId).entries()) {
      const { type, schemaVersion } = replacement;
      const named = this.#following.readings.named(type);
      const mine = this.#following.readings.named(reading.type)?.aggregate;
      if (named === undefined || named.alias !== undefined || named.aggregate !== mine)
        throw this.#invalid(step, `names ${JSON.stringify(type)}, which is no event of its aggregate`);
      if (around.includes(type)) throw this.#invalid(step, `leads back to ${type}`);
      if (named.ignored) {
        this.#part += 1;
        continue;
      }
      const next = this.#following.readings.find(named, schemaVersion);
      if (next === undefined) throw this.#invalid(step, `names ${type} in a schema version that cannot be read`);
      this.#add(next, this.#judged(next, replacement, step), { within: around, eventId: partId(eventId, at) });
    }
  }

  #add(next: Reading, data: unknown, standing: Standing): void {
    const { chain } = next;
    const { eventId } = standing;
    const latest = chain === undefined ? data : runChain(chain, data, this.#facts(eventId), this.#stored);
    if (next.definition.becomes !== undefined) return this.replace(next, latest, standing);
    this.parts.push({ type: next.type, data: latest, part: this.#part, eventId });
    this.#part += 1;
  }

  #replacements({ definition }: Reading, data: unknown, step: UpcastStep, eventId: EventId): readonly Replacement[] {
    const run = definition.becomes as RunStep | undefined;
    let given: unknown;
    try {
      given = run?.(data, this.#facts(eventId), this.#following.custom);
    } catch (error) {
      throw upcasterError(error, step, this.#stored);
    }
    if (!Array.isArray(given)) throw this.#invalid(step, 'is no list of events');
    return given.map((each: unknown) => {
      if (isReplacement(each)) return each;
      throw this.#invalid(step, 'holds something that is no event with a type, a schema version and data');
    });
  }

  #judged({ shape }: Reading, { data }: Replacement, step: UpcastStep): unknown {
    const { mode } = this.#following;
    if (shape.accepts(data, mode, 0)) return data;
    throw new UnfitUpcastError(this.#stored, step, problemsOf(shape, data, mode));
  }

  #facts(eventId: EventId): EventFacts {
    return new EventFacts({ stored: this.#stored, id: this.#id, eventId }, this.#following.metadataOf);
  }

  #invalid(step: UpcastStep, problem: string): InvalidReplacementError {
    return new InvalidReplacementError(this.#stored, step, problem);
  }
}

function isReplacement(value: unknown): value is Replacement {
  return (
    isPlainObject(value) &&
    typeof value['type'] === 'string' &&
    typeof value['schemaVersion'] === 'number' &&
    'data' in value
  );
}
