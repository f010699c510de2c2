import type { CommandStore, Context } from '../command/context.js';
import { setupCommands } from '../command/command-run.js';
import { dispatchCommand, enterHandlers, type SentCommand } from '../command/dispatch-command.js';
import { handleCommand } from '../command/handle-command.js';
import type { Outcome } from '../command/outcome.js';
import type { Behaviour } from '../decider/behaviour.js';
import type { AggregateContract, AggregateDefinition, AnyAggregate, EventOf } from '../decider/contract.js';
import { InvalidUseError, StreamVersionNotReachedError } from '../errors/command-errors.js';
import type { StreamEvent } from '../message/message.js';
import { compareInstants, isInstant } from '../shape/date-formats.js';
import { Snapshots, type SnapshotStore } from '../snapshot/snapshots.js';
import type { StateCodec } from '../snapshot/state-codec.js';
import { EventIterator } from './event-iterator.js';
import { observed } from '../observe/observed.js';
import type { FoldedStream, Until } from './fold-stream.js';
import type { StreamSource } from './read-pages.js';
import type { LoadOptions, Repository } from './repository.js';
import { StateCache } from './state-cache.js';
import { noteStates } from './state-text.js';
import { loadStateAt, type StateLoader } from './state-loader.js';
import { streamNameOf } from './stream-identity.js';

const defaultEvery = 100;

/** How states of an aggregate can be kept. */
export interface Keeping<State> {
  readonly behaviour: Behaviour<State>;
  /** For snapshots; `undefined` where nobody says how. */
  readonly codec: StateCodec<State> | undefined;
  /** Nobody changes a state in place, so that it may be used again. */
  readonly remembers: boolean;
}

/** The streams of an aggregate that behaves like this. */
export function openRepository<C extends AggregateContract, State>(
  definition: AggregateDefinition<C>,
  keeping: Keeping<State>,
  context: Context,
): Repository<C, State> {
  const { fact }: AnyAggregate = definition;
  if (fact !== undefined && context.settings.store.transact === undefined) {
    throw new InvalidUseError(`Facts of ${definition.name} need a store with transactions.`);
  }
  noteStates(context, definition.category, keeping);
  const loader = stateLoader(definition, keeping, context);
  const setup = setupCommands(definition, loader, context);
  const handle = (sent: SentCommand): Promise<Outcome> =>
    dispatchCommand(setup, sent, (run) => handleCommand(setup, run));
  enterHandlers(setup, handle);
  return {
    handle: (name, command, options = {}) => typed(handle({ name, command, options })),
    async load(id, at) {
      const source = streamSource(definition, id, context);
      const until = untilOf(at);
      const { state, streamVersion, lastRecordedAt } = await observedLoad(context, source, () =>
        loadStateAt(loader, source, { until }),
      );
      const asked = at !== undefined && 'streamVersion' in at ? at.streamVersion : 0;
      if (streamVersion >= asked) return { state, streamVersion, lastRecordedAt };
      throw new StreamVersionNotReachedError(source.streamName, asked, streamVersion);
    },
    events: (id) => eventsOf<C>(streamSource(definition, id, context)),
  };
}

function observedLoad<State>(
  { settings: { observer } }: Context,
  { streamName }: StreamSource,
  load: () => Promise<FoldedStream<State>>,
): Promise<FoldedStream<State>> {
  if (observer === undefined) return load();
  return observed(observer, { kind: 'load', streamName, trace: {} }, load, ({ streamVersion }) => ({
    outcome: 'loaded',
    streamVersion,
  }));
}

function stateLoader<State>(
  { snapshot }: AnyAggregate,
  { behaviour, codec, remembers }: Keeping<State>,
  { settings: { store, snapshots: options, rememberedStreams, longestStream: longest } }: Context,
): StateLoader<State> {
  const cache = remembers && rememberedStreams > 0 ? new StateCache<State>(rememberedStreams) : undefined;
  if (snapshot === undefined || codec === undefined || !keepsSnapshots(store)) {
    return { behaviour, cache, longest, snapshots: undefined };
  }
  const { hash, every = options.every ?? defaultEvery } = snapshot;
  return { behaviour, cache, longest, snapshots: new Snapshots({ store, codec, hash, every, options }) };
}

function keepsSnapshots(store: CommandStore): store is CommandStore & SnapshotStore {
  return store.findSnapshot !== undefined && store.transact !== undefined;
}

/** That a command leads to what its contract says was judged before; here it becomes a type. */
function typed(outcome: Promise<Outcome>): Promise<Outcome<never, never, never>> {
  return outcome as Promise<Outcome<never, never, never>>;
}

/** @throws InvalidStreamNameError for an identity that does not fit */
export function streamSource(aggregate: AnyAggregate, id: object, { settings, codec }: Context): StreamSource {
  return { store: settings.store, codec, streamName: streamNameOf(aggregate, id), id };
}

/** The events of a stream, which the registry decoded to what the contract says. */
export function eventsOf<C extends AggregateContract>(
  source: StreamSource,
): AsyncIterable<StreamEvent<EventOf<C>, C['id']>> {
  return new EventIterator(source) as AsyncIterable<StreamEvent<EventOf<C>, C['id']>>;
}

/** @throws InvalidUseError for a moment that is none */
function untilOf(at: LoadOptions | undefined): Until | undefined {
  if (at === undefined) return undefined;
  if ('asOf' in at) {
    const { asOf } = at;
    if (!isInstant(asOf)) throw new InvalidUseError('asOf is an instant in UTC such as 2026-02-28T23:59:59Z.');
    return ({ recordedAt }) => compareInstants(recordedAt, asOf) <= 0;
  }
  const { streamVersion } = at;
  if (!Number.isSafeInteger(streamVersion) || streamVersion < 0) {
    throw new InvalidUseError(`streamVersion is a number of events, not ${streamVersion}.`);
  }
  return ({ position }) => position < streamVersion;
}
