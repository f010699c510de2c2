import type { EventOrigin } from '../codec/event-codec.js';
import type { Behaviour } from '../decider/behaviour.js';
import type { AnyAggregate, AnyAggregateCommand } from '../decider/contract.js';
import type { Message } from '../message/message.js';
import type { StreamSource } from '../repository/read-pages.js';
import type { StateLoader } from '../repository/state-loader.js';
import type { OutcomeKey } from '../store/outcome.js';
import type { CommandOptions } from './command-options.js';
import type { Context } from './context.js';
import { type Allowed, allowedBy } from './judge-decision.js';

/** One command of an aggregate, looked up once. */
export interface PreparedCommand {
  readonly name: string;
  readonly definition: AnyAggregateCommand;
  readonly allowed: Allowed;
}

/** What all commands of one aggregate share. */
export interface CommandSetup<State> {
  readonly aggregate: AnyAggregate;
  readonly commands: ReadonlyMap<string, PreparedCommand>;
  readonly behaviour: Behaviour<State>;
  readonly context: Context;
  readonly loader: StateLoader<State>;
}

/** @throws InvalidUseError when the aggregate is none of the context's */
export function setupCommands<State>(
  aggregate: AnyAggregate,
  loader: StateLoader<State>,
  context: Context,
): CommandSetup<State> {
  const commands = new Map(
    Object.entries(aggregate.commands).map(([name, definition]) => [
      name,
      { name, definition, allowed: allowedBy(aggregate, name, definition) },
    ]),
  );
  return { aggregate, commands, behaviour: loader.behaviour, context, loader };
}

/** A command that runs once: the key of its outcome, and the hash that tells it from others under the same key. */
export interface OnceOnly {
  readonly key: OutcomeKey;
  readonly hash: string;
  /** Hashes of the same command in older schema versions, under which older code may have recorded its outcome. */
  readonly olderHashes: () => readonly string[];
}

/** One command being handled, everything about it settled that does not depend on its stream. */
export interface CommandRun extends PreparedCommand {
  readonly command: Message;
  /** The command's stream, without the caller's signal: what was stored is read back whatever the caller does. */
  readonly source: StreamSource;
  readonly once: OnceOnly | undefined;
  /** What its events will carry. */
  readonly origin: EventOrigin;
  readonly options: CommandOptions;
}
