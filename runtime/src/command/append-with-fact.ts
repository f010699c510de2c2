import { InvalidMessageError } from '../errors/message-errors.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { latestShape } from '../codec/message-data.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import type { EventId } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import type { FactDefinition } from '../decider/contract.js';
import { messageInstance } from '../registry/message-instance.js';
import { streamNameOf } from '../repository/stream-identity.js';
import { problemsOf } from '../shape/make.js';
import { unbound } from '../shape/shape.js';
import type { Appended, AppendRequest, AppendResult, WriteOptions } from '../store/append.js';
import type { Transactional, Unit } from '../store/unit.js';
import { appendInUnit } from './append-in-unit.js';
import { newEventId } from './command-identity.js';
import type { CommandRun, CommandSetup } from './command-run.js';
import type { CommandStore, Settings } from './context.js';

/** The events of a command as they were stored. */
export type Recorded = (appended: Appended) => readonly DecodedEvent[];

/**
 * Appends events, and behind them the fact that holds the state to which they lead, in one commit. Events that had been
 * stored before had their fact then.
 * @throws InvalidMessageError for a state that is not as declared, and what the store throws; nothing is stored
 */
export function appendWithFact<State>(
  setup: CommandSetup<State>,
  run: CommandRun,
  request: AppendRequest,
  { fact, state, recorded }: { readonly fact: FactDefinition; readonly state: State; readonly recorded: Recorded },
): (options?: WriteOptions) => Promise<AppendResult> {
  const { settings } = setup.context;
  const factId = newEventId(run.once?.key, 'fact', settings);
  return (options) =>
    appendAlong(
      settings,
      request,
      (appended) =>
        factRequest(setup, run, { fact, factId, data: setup.behaviour.declared(state, recorded(appended)) }),
      options,
    );
}

/** Two appends in one commit, the second for what came of the first. */
async function appendAlong(
  { store, appending }: Settings,
  request: AppendRequest,
  along: (appended: Appended) => AppendRequest,
  options: WriteOptions | undefined,
): Promise<AppendResult> {
  if (!canTransact(store)) throw new InvalidUseError('Facts need a store with transactions.');
  await appending.prepare();
  const both = async (unit: Unit): Promise<AppendResult> => {
    const answer = await appending.appendIn(unit, request);
    if (answer.kind === 'appended' && !answer.deduplicated) await appending.appendIn(unit, along(answer));
    return answer;
  };
  return appendInUnit(store, both, options);
}

function canTransact(store: CommandStore): store is CommandStore & Pick<Transactional, 'transact'> {
  return store.transact !== undefined;
}

interface Fact {
  readonly fact: FactDefinition;
  readonly factId: EventId;
  readonly data: unknown;
}

/** Nobody else appends to the stream of facts, and the events before it have said that the state is the latest. */
function factRequest<State>(
  { aggregate: { id }, context: { codec } }: CommandSetup<State>,
  { source, origin }: CommandRun,
  { fact: { category, definition }, factId, data }: Fact,
): AppendRequest {
  const { stored } = codec.encode(factOf(definition, data), factId, origin);
  return { streamName: streamNameOf({ category, id }, source.id), expected: 'any', events: [stored] };
}

/** A state as the data of a fact. Its constraints are not asked: they bind who writes, and this was folded. @throws InvalidMessageError */
export function factOf(definition: FactDefinition['definition'], state: unknown): Message {
  const shape = latestShape(definition);
  if (!shape.accepts(state, unbound, 0)) throw new InvalidMessageError(definition, problemsOf(shape, state, unbound));
  return messageInstance(definition, state);
}
