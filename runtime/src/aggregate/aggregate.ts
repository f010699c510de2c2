import type { DecideContext } from '../decider/decider.js';
import type { Message } from '../message/message.js';

declare const ofEvents: unique symbol;

/** What the runtime may do with an aggregate, and nobody else. */
interface Access {
  readonly replay: (aggregate: Aggregate, event: Message) => void;
  readonly raised: (aggregate: Aggregate) => readonly Message[];
  readonly snapshot: (aggregate: Aggregate) => unknown;
  readonly restore: (aggregate: Aggregate, state: unknown) => void;
  readonly watch: (aggregate: Aggregate, note: (state: unknown) => void) => void;
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

/** Its declared state; `undefined` when it has none. */
export function snapshotOf(aggregate: Aggregate): unknown {
  return access?.snapshot(aggregate);
}

/** Gives a new instance the declared state of another one. */
export function restoreInto(aggregate: Aggregate, state: unknown): void {
  access?.restore(aggregate, state);
}

/** Has the declared state noted now, and behind each event that is raised. Nothing is where the schemas know no state. */
export function watchStates(aggregate: Aggregate, note: (state: unknown) => void): void {
  access?.watch(aggregate, note);
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
      snapshot: (aggregate) => aggregate.toSnapshot?.(),
      restore: (aggregate, state) => aggregate.fromSnapshot?.(state),
      watch(aggregate, note) {
        if (aggregate.toSnapshot === undefined) return;
        aggregate.#note = () => note(aggregate.toSnapshot?.());
        aggregate.#note();
      },
    };
  }

  /** Only a type: an aggregate of some events is none of others. */
  declare readonly [ofEvents]?: Event;
  readonly #raised: Event[] = [];
  #note: (() => void) | undefined;

  /** Applies the event at once, then queues it for storing. What `evolve` throws, nothing is queued for. */
  protected raise(event: Event): void {
    this.evolve(event);
    this.#raised.push(event);
    this.#note?.();
  }

  /** Generated as abstract where the schema declares a state and snapshots, facts or transitions need it: the state. */
  protected toSnapshot?(): unknown;

  /** Generated as abstract beside `toSnapshot`: takes over what a snapshot held, in place of all events up to it. */
  protected fromSnapshot?(state: unknown): void;

  /** Generated: hands the event to its `on…` method. */
  protected abstract evolve(event: Event): void;

  /** Generated: hands the command to its method. @returns a rejection, or nothing. */
  abstract handle(command: Message, context: DecideContext): Message | void;
}
