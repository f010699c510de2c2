import type { DecideContext } from '../decider/decider.js';
import type { Message } from '../message/message.js';

declare const ofEvents: unique symbol;

/** What the runtime may do with an aggregate, and nobody else. */
interface Access {
  readonly replay: (aggregate: Aggregate, event: Message) => void;
  readonly raised: (aggregate: Aggregate) => readonly Message[];
}

let access: Access | undefined;

/** Applies a stored event. */
export function replayInto(aggregate: Aggregate, event: Message): void {
  access?.replay(aggregate, event);
}

/** What was raised since the instance was made, in order. */
export function raisedBy(aggregate: Aggregate): readonly Message[] {
  return access?.raised(aggregate) ?? [];
}

/**
 * Base of generated aggregate classes. An instance lives for one command: the runtime replays the stream into it, calls
 * the command's method, and appends what was raised.
 */
export abstract class Aggregate<Event extends Message = Message> {
  static {
    access = {
      replay: (aggregate, event) => aggregate.evolve(event),
      raised: (aggregate) => aggregate.#raised,
    };
  }

  /** Only a type: an aggregate of some events is none of others. */
  declare readonly [ofEvents]?: Event;
  readonly #raised: Event[] = [];

  /** Applies the event at once, then queues it for storing. What `evolve` throws, nothing is queued for. */
  protected raise(event: Event): void {
    this.evolve(event);
    this.#raised.push(event);
  }

  /** Generated: hands the event to its `on…` method. */
  protected abstract evolve(event: Event): void;

  /** Generated: hands the command to its method. @returns a rejection, or nothing. */
  abstract handle(command: Message, context: DecideContext): Message | void;
}
