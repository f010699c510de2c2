import type { EventOrigin } from '../codec/event-codec.js';
import type { Behaviour } from '../decider/behaviour.js';
import type { AnyAggregate, AnyAggregateCommand } from '../decider/contract.js';
import type { Message } from '../message/message.js';
import type { StreamSource } from '../repository/read-pages.js';
import type { StateLoader } from '../repository/state-loader.js';
import type { OutcomeKey } from '../store/outcome.js';
import type { CommandOptions } from './command-options.js';
import type { Context } from './context.js';
import type { Subscriber } from './middleware.js';
import { type Allowed, allowedBy } from './judge-decision.js';

/** One command of an aggregate, looked up once. */
export interface PreparedCommand {
  readonly name: string;
  readonly definition: AnyAggregateCommand;
  readonly allowed: Allowed;
}

/** What all commands of one aggregate share, whatever is stored of it. */
export interface CommandBasis {
  readonly aggregate: AnyAggregate;
  readonly commands: ReadonlyMap<string, PreparedCommand>;
  readonly context: Context;
}

/** The same, where events are the truth. */
export interface CommandSetup<State> extends CommandBasis {
  readonly behaviour: Behaviour<State>;
  readonly loader: StateLoader<State>;
}

export function prepareCommands(aggregate: AnyAggregate): CommandBasis['commands'] {
  return new Map(
    Object.entries(aggregate.commands).map(([name, definition]) => [
      name,
      { name, definition, allowed: allowedBy(aggregate, name, definition) },
    ]),
  );
}

export function setupCommands<State>(
  aggregate: AnyAggregate,
  loader: StateLoader<State>,
  context: Context,
): CommandSetup<State> {
  return { aggregate, commands: prepareCommands(aggregate), behaviour: loader.behaviour, context, loader };
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
  /** The same command as one that runs once under another key. */
  readonly onceUnder: (key: OutcomeKey) => OnceOnly;
  readonly subscribers: readonly Subscriber[];
  /** What its events will carry. */
  readonly origin: EventOrigin;
  readonly options: CommandOptions;
}
