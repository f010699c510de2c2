import type { Message, StreamEvent } from '../message/message.js';

/** The command led to these events, or, with none, to nothing because there was nothing to do. */
export interface Accepted<Event extends Message, Id> {
  readonly kind: 'accepted';
  readonly events: readonly StreamEvent<Event, Id>[];
  readonly streamVersion: number;
  /** The command had been handled before: this is its first outcome, nothing was stored now. */
  readonly deduplicated: boolean;
}

/** The domain refused the command. */
export interface Rejected<Rejection> {
  readonly kind: 'rejected';
  readonly rejection: Rejection;
  readonly events: readonly never[];
  /** Stream version that it was decided on. */
  readonly streamVersion: number;
  readonly deduplicated: boolean;
}

/** What became of a command. Conflicts that outlast the attempts and unknown outcomes are thrown. */
export type Outcome<Event extends Message = Message, Rejection = Message, Id = object> =
  Accepted<Event, Id> | Rejected<Rejection>;
