// A context opened on a store: what all its repositories share. In: the generated registry and the user's options.
// Out: a bundle with every default settled, so that nothing further in asks for clocks, ids or chance by itself.
import { createEventCodec, type EventCodec } from '../codec/event-codec.js';
import type { ReadingOptions } from '../codec/reading-options.js';
import type { AggregateContract } from '../decider/contract.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { Registry, WriteAs } from '../registry/registry.js';
import type { AppendRequest, AppendResult } from '../store/append.js';
import type { EventStore } from '../store/event-store.js';
import type { OutcomeReader, OutcomeWriter } from '../store/outcome.js';
import type { Message } from '../message/message.js';
import type { BoundProcess } from '../process/bound-process.js';
import type { BoundProjection } from '../projection/bound-projection.js';
import type { StateDocumentReader, Transactional } from '../store/unit.js';
import type { SnapshotOptions, SnapshotStore } from '../snapshot/snapshots.js';
import { observedAppending } from '../observe/observed-commands.js';
import type { Observer } from '../observe/observer.js';
import type { Appending } from './appending.js';
import type { CommandOptions } from './command-options.js';
import type { Middleware, Subscriber } from './middleware.js';
import type { Outcome } from './outcome.js';
import { type Session, sessionOf } from './session.js';
import { systemNewId, systemNow, systemRandom, systemSleep } from './platform.js';

/** What commands need of a store. One that can keep snapshots is asked to, where the schemas say so. */
export type CommandStore = EventStore & OutcomeReader & OutcomeWriter & Partial<SnapshotStore>;

/** What a context needs of its store where states are stored for good. */
export type StateStore = CommandStore & Transactional & StateDocumentReader;

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
  /** How snapshots are kept, for aggregates whose schema has a `snapshot`. */
  readonly snapshots?: SnapshotOptions;
  /**
   * Streams of each decider whose state is kept in memory between commands. Such a state is decided on at once; what comes
   * of it is answered only after the store has confirmed that it was the latest. Default 0.
   */
  readonly rememberedStreams?: number;
  /** The most events that a stream may have: commands on a longer one, and to a longer one, are refused. Default: no limit. */
  readonly longestStream?: number;
  /** By event type: an older schema version to write while others read with older code. Before what the registry says. */
  readonly writeAs?: WriteAs;
  /** The first one is the outermost. */
  readonly middleware?: readonly Middleware[];
  readonly subscribers?: readonly Subscriber[];
  /** Watches commands, loads, appends, and what keeps the context's projections. */
  readonly observer?: Observer;
}

/** Options with every default settled. */
export type Settings = Required<Omit<ContextOptions, keyof ReadingOptions | 'writeAs' | 'longestStream' | 'observer'>> &
  Pick<ContextOptions, 'longestStream'> & {
    readonly appending: Appending;
    readonly session: Session | undefined;
    readonly observer: Observer | undefined;
  };

/** What repositories are made with. */
export interface Context<C extends AggregateContract = AggregateContract> {
  readonly registry: Registry<C>;
  readonly codec: EventCodec;
  readonly settings: Settings;
  readonly projections: readonly BoundProjection[];
  readonly processes: readonly BoundProcess[];
  /** By type of command, what handles it: repositories enter themselves when they are opened. */
  readonly handlers: Map<string, HandleCommand>;
}

/** Handles a command of whatever aggregate, as its repository does. */
export type HandleCommand = (command: Message, options: CommandOptions) => Promise<Outcome>;

const defaultAttempts = 5;

/** @throws InvalidUseError for options out of range, and for a version to write that nothing leads down to */
export function openContext<C extends AggregateContract>(
  registry: Registry<C>,
  options: ContextOptions,
  projections: readonly BoundProjection[] = [],
  processes: readonly BoundProcess[] = [],
): Context<C> {
  const attempts = options.attempts ?? defaultAttempts;
  if (!Number.isSafeInteger(attempts) || attempts < 1) {
    throw new InvalidUseError(`A command needs at least one attempt, not ${attempts}.`);
  }
  const random = options.random ?? systemRandom;
  return {
    registry,
    codec: createEventCodec(registry, { ...options, random }),
    projections,
    processes,
    handlers: new Map(),
    settings: {
      store: options.store,
      appending: observedAppending(options.observer, appendingOf(registry, options, projections)),
      observer: options.observer,
      session: sessionOf(options.store),
      now: options.now ?? systemNow,
      newId: options.newId ?? systemNewId,
      random,
      sleep: options.sleep ?? systemSleep,
      attempts,
      middleware: options.middleware ?? [],
      subscribers: options.subscribers ?? [],
      ...streamSettings(options),
    },
  };
}

function appendingOf(
  registry: Registry,
  { store }: ContextOptions,
  projections: readonly BoundProjection[],
): Appending {
  const inline = projections.filter(({ openAppends }) => openAppends !== undefined);
  const alone: Appending = {
    append: (request, options) => store.append(request, options),
    prepare: () => Promise.resolve(),
    appendIn: (unit, request) => unit.append(request),
  };
  const session = sessionOf(store);
  const base = session?.base ?? store;
  const own = inline[0]?.openAppends?.({ registry, store: base, projections: inline });
  return session === undefined || own === undefined ? (own ?? alone) : appendingLater(session, own);
}

/** Appends of a session come into the store with its commit, and whatever belongs to them with them. */
function appendingLater(session: Session, { prepare, appendIn }: Appending): Appending {
  const append = async (request: AppendRequest): Promise<AppendResult> => {
    await prepare();
    return session.append(request, appendIn);
  };
  return { prepare, append, appendIn: (_unit, request) => append(request) };
}

type StreamSettings = Pick<Settings, 'snapshots' | 'rememberedStreams' | 'longestStream'>;

/** How long streams are dealt with. @throws InvalidUseError */
function streamSettings({ snapshots = {}, rememberedStreams = 0, longestStream }: ContextOptions): StreamSettings {
  assertCount('rememberedStreams', rememberedStreams, 0);
  assertCount('snapshots.every', snapshots.every ?? 1, 1);
  if (longestStream === undefined) return { snapshots, rememberedStreams };
  assertCount('longestStream', longestStream, 1);
  return { snapshots, rememberedStreams, longestStream };
}

function assertCount(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new InvalidUseError(`${name} is a whole number, at least ${least}, not ${value}.`);
}
