import type { Message } from '../message/message.js';
import type { DecideContext } from './decider.js';

/** What a command asks for, with what it may look at. */
export interface Request {
  /** Local name of the command. */
  readonly name: string;
  readonly command: Message;
  readonly context: DecideContext;
}

/** What an aggregate does, in whatever style it is written. State goes in and comes out; nothing is kept here. */
export interface Behaviour<State> {
  readonly initial: () => State;
  /** By event type: what comes of the state. */
  readonly evolve: ReadonlyMap<string, (state: State, event: Message) => State>;
  /** The state as the schemas declare it, behind events that were decided on this one just now. */
  readonly declared: (state: State, events: readonly Message[]) => unknown;
  /**
   * Tags of the states that the events decided on this one have led through, the one before them first; for states that keep
   * themselves to themselves and have changed already. None where the schemas cannot see them.
   */
  readonly passed?: (state: State) => readonly string[];
  /** Whatever the user's code decided, still to be judged. */
  readonly decide: (request: Request, state: State) => unknown;
}
