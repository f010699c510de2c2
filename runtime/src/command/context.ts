// A context opened on a store: what all its repositories share. In: the generated registry and the user's options.
// Out: a bundle with every default settled, so that nothing further in asks for clocks, ids or chance by itself.
import { createEventCodec, type EventCodec } from '../codec/event-codec.js';
import type { ReadingOptions } from '../codec/reading-options.js';
import type { AggregateContract } from '../decider/contract.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { Registry, WriteAs } from '../registry/registry.js';
import type { EventStore } from '../store/event-store.js';
import type { OutcomeReader, OutcomeWriter } from '../store/outcome.js';
import type { Middleware, Subscriber } from './middleware.js';
import { systemNewId, systemNow, systemRandom, systemSleep } from './platform.js';

/** What commands need of a store. */
export type CommandStore = EventStore & OutcomeReader & OutcomeWriter;

export interface ContextOptions extends ReadingOptions {
  readonly store: CommandStore;
  /** The present as an instant in UTC. Default: the wall clock. */
  readonly now?: () => string;
  /** A new UUID in lower case. Default: version 7, from the wall clock and the platform's randomness. */
  readonly newId?: () => string;
  /** From 0 to below 1, for the jitter between attempts. */
  readonly random?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** How often a command is decided at most before its conflict is thrown, at least 1. Default 5. */
  readonly attempts?: number;
  /** By event type: an older schema version to write while others read with older code. Before what the registry says. */
  readonly writeAs?: WriteAs;
  /** The first one is the outermost. */
  readonly middleware?: readonly Middleware[];
  readonly subscribers?: readonly Subscriber[];
}

/** Options with every default settled. */
export type Settings = Required<Omit<ContextOptions, keyof ReadingOptions | 'writeAs'>>;

/** What repositories are made with. */
export interface Context<C extends AggregateContract = AggregateContract> {
  readonly registry: Registry<C>;
  readonly codec: EventCodec;
  readonly settings: Settings;
}

const defaultAttempts = 5;

/** @throws InvalidUseError for options out of range, and for a version to write that nothing leads down to */
export function openContext<C extends AggregateContract>(registry: Registry<C>, options: ContextOptions): Context<C> {
  const attempts = options.attempts ?? defaultAttempts;
  if (!Number.isSafeInteger(attempts) || attempts < 1) {
    throw new InvalidUseError(`A command needs at least one attempt, not ${attempts}.`);
  }
  const random = options.random ?? systemRandom;
  return {
    registry,
    codec: createEventCodec(registry, { ...options, random }),
    settings: {
      store: options.store,
      now: options.now ?? systemNow,
      newId: options.newId ?? systemNewId,
      random,
      sleep: options.sleep ?? systemSleep,
      attempts,
      middleware: options.middleware ?? [],
      subscribers: options.subscribers ?? [],
    },
  };
}
