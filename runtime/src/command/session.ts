import type { DecodedEvent } from '../codec/decode-event.js';
import type { AppendRequest, AppendResult } from '../store/append.js';
import type { Appending } from './appending.js';
import type { CommandRun } from './command-run.js';
import type { CommandStore } from './context.js';
import type { Subscriber } from './middleware.js';
import type { Outcome } from './outcome.js';

/** Commands whose outcomes stand or fall together. */
export interface Session {
  /** One of them: handled, or, where all of them were handled before, told again. */
  handle(run: CommandRun, handleRun: (run: CommandRun) => Promise<Outcome>): Promise<Outcome>;
  /** Keeps events until they are stored. */
  tell(subscribers: readonly Subscriber[], events: readonly DecodedEvent[]): void;
  /** Events are to be recorded without a command. @throws InvalidUseError where everything runs once, since they could not be told again */
  recording(): void;
  /** The store itself, for what is made ready in it before. */
  readonly base: CommandStore;
  /** Answers an append that is done by `appendIn` in the commit of all of them. */
  append(request: AppendRequest, appendIn: Appending['appendIn']): Promise<AppendResult>;
}

/** Where a store that only seems to be one has the session that it belongs to. */
export const sessionKey: unique symbol = Symbol('session');

export interface SessionStore {
  readonly [sessionKey]: Session;
}

export function sessionOf(store: CommandStore & Partial<SessionStore>): Session | undefined {
  return store[sessionKey];
}
