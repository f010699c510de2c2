import type { CommandId, StreamName } from '../message/identifiers.js';
import type { Message, StreamEvent } from '../message/message.js';
import type { GivenMetadata } from '../message/metadata.js';
import type { Outcome } from './outcome.js';

/** A command on its way through the middleware. */
export interface HandledCommand {
  readonly context: string;
  readonly aggregate: string;
  /** Local name, such as `PlaceOrder`. */
  readonly name: string;
  readonly command: Message;
  readonly id: object;
  readonly streamName: StreamName;
  readonly commandId: CommandId | undefined;
  readonly metadata: GivenMetadata;
}

/**
 * Wraps the handling of every command: tracing, authorisation, logging. Call `next` once, with the command as it came or
 * with other metadata (nothing else is taken over); throw to refuse. It runs outside the retry loop.
 */
export type Middleware = (
  command: HandledCommand,
  next: (command: HandledCommand) => Promise<Outcome>,
) => Promise<Outcome>;

/** Told about new events after they were stored, in the order of the streams' appends; never about replays. */
export interface Subscriber {
  readonly notify: (events: readonly StreamEvent<Message, object>[]) => void | Promise<void>;
  /** Told when `notify` failed. The command stands; it is not run again. */
  readonly failed: (error: unknown, events: readonly StreamEvent<Message, object>[]) => void;
}
