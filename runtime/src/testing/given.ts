// Tests of deciders and aggregates, told as given – when – then. In: a generated definition and what the user wrote for
// it. Out: nothing when the expectation holds, an ExpectationError with the difference when it does not. Imports no test
// runner and needs no store; events still pass through their stored form.
import type { Aggregate } from '../aggregate/aggregate.js';
import { aggregateBehaviour } from '../aggregate/aggregate-behaviour.js';
import type { AggregateContract, AggregateDefinition, EventOf, StateOf } from '../decider/contract.js';
import type { Decider, InferredDecider } from '../decider/decider.js';
import { deciderBehaviour } from '../decider/decider-behaviour.js';
import type { StateDecider } from '../decider/state-decider.js';
import type { Message } from '../message/message.js';
import type { RuntimeErrors } from '../errors/is-runtime-error.js';
import type { EventId } from '../message/identifiers.js';
import { expectFailure, expectNothing, expectRejection, expectEvents, expectState } from './expectations.js';
import {
  decideIn,
  foldScene,
  type GivenOptions,
  openScene,
  type Result,
  type Scene,
  withEvents,
  withStored,
} from './scene.js';
import { decideStateIn, openStateScene, type StateScene, withState, withStoredState } from './state-scene.js';

/** Any command of the contract. */
export type CommandOf<C extends AggregateContract> = C['commands'][keyof C['commands']]['command'];

/** Any rejection of the contract. */
export type RejectionOf<C extends AggregateContract> = C['commands'][keyof C['commands']]['rejects'];

/** An event as it lies in a log, perhaps written by older code. */
export interface StoredSample {
  readonly type: string;
  readonly schemaVersion: number;
  /** Data in its JSON form, or the JSON text itself. */
  readonly data: unknown;
  /** Metadata in its JSON form, for steps that take something from it. Default: none. */
  readonly metadata?: object;
  /** When it was recorded, for steps that take that. Default: what the clock says. */
  readonly recordedAt?: string;
}

/** The state as a value, or a function that looks at it: it may return false, or throw. */
export type StateExpectation<State> = State | ((state: State) => boolean | void);

/** A story that goes on, after its last command was dealt with. */
export interface Story<C extends AggregateContract, State> {
  /** The stream meets a command. What it comes to must be expected by one of the `then…` methods. */
  when(command: CommandOf<C>): Decided<C, State>;
  /** The state that all events so far lead to. */
  thenState(expected: StateExpectation<State>): Story<C, State>;
}

/** A story at its beginning. */
export interface Given<C extends AggregateContract, State> extends Story<C, State> {
  /** Events that happened, in order. */
  events(events: readonly EventOf<C>[]): Given<C, State>;
  /** One event as it lies in the log. */
  stored(sample: StoredSample): Given<C, State>;
}

/** A story of a state that is the truth, at its beginning. */
export interface GivenState<C extends AggregateContract, State> extends Story<C, State> {
  /** What the state is. */
  state(state: State): GivenState<C, State>;
  /** The state as it lies in the store, perhaps written by older code. */
  stored(sample: StoredStateSample): GivenState<C, State>;
}

export interface StoredStateSample {
  readonly schemaVersion: number;
  /** The state in its JSON form, or the JSON text itself. */
  readonly state: unknown;
}

/** A command was decided. */
export interface Decided<C extends AggregateContract, State> {
  /** Exactly these events, in order. */
  then(events: readonly EventOf<C>[]): Story<C, State>;
  /** No events and no rejection. */
  thenNothing(): Story<C, State>;
  thenRejected(rejection: RejectionOf<C>): Story<C, State>;
  /** Deciding failed: by an error of this package with that code, or by one that the function returns true for. */
  thenThrows(expected: keyof RuntimeErrors | ((error: unknown) => boolean)): Story<C, State>;
  /** The state after the command. */
  thenState(expected: StateExpectation<State>): Story<C, State>;
}

/** A contract that declares the state. A decider's own type would be too narrow: that of the first state it names. */
type ContractWithState = AggregateContract & { readonly state: unknown };

/** The beginning of a story about one stream of an aggregate, written as a decider or as a class. */
export function given<C extends ContractWithState>(
  definition: AggregateDefinition<C>,
  decider: Decider<C>,
  options?: GivenOptions,
): Given<C, StateOf<C>>;
export function given<C extends ContractWithState>(
  definition: AggregateDefinition<C>,
  decider: StateDecider<C>,
  options?: GivenOptions,
): GivenState<C, StateOf<C>>;
export function given<C extends AggregateContract, State>(
  definition: AggregateDefinition<C>,
  decider: InferredDecider<C, State>,
  options?: GivenOptions,
): Given<C, State>;
export function given<C extends AggregateContract, A extends Aggregate<EventOf<C>>>(
  definition: AggregateDefinition<C>,
  create: new () => A,
  options?: GivenOptions,
): Given<C, A>;
export function given<C extends AggregateContract>(
  definition: AggregateDefinition<C>,
  written: Decider<C, unknown> | StateDecider<C> | (new () => Aggregate<EventOf<C>>),
  options: GivenOptions = {},
): object {
  if (typeof written === 'function') {
    return begin(openScene(definition, aggregateBehaviour(definition, written), options));
  }
  return 'evolve' in written
    ? begin(openScene(definition, deciderBehaviour(definition, written), options))
    : beginWithState(openStateScene(definition, written, options));
}

function begin<C extends AggregateContract, State>(scene: Scene<State>): Given<C, State> {
  return {
    ...goOn<C, State>(played(scene)),
    events: (events) => begin(withEvents(scene, events)),
    stored: (sample) => begin(withStored(scene, [storedForm(sample, scene.history.length)], sample.recordedAt)),
  };
}

function beginWithState<C extends AggregateContract, State>(scene: StateScene<State>): GivenState<C, State> {
  return {
    ...goOn<C, State>(playedState(scene)),
    state: (state) => beginWithState(withState(scene, state)),
    stored: (sample) => beginWithState(withStoredState(scene, sample)),
  };
}

/** A scene of either kind, as far as a story goes on in it. */
interface Played<State> {
  readonly decide: (command: Message) => readonly [Played<State>, Result];
  readonly state: () => State;
}

function played<State>(scene: Scene<State>): Played<State> {
  return {
    state: () => foldScene(scene).state,
    decide(command) {
      const [next, result] = decideIn(scene, command);
      return [played(next), result];
    },
  };
}

function playedState<State>(scene: StateScene<State>): Played<State> {
  return {
    state: () => scene.loaded.state,
    decide(command) {
      const [next, result] = decideStateIn(scene, command);
      return [playedState(next), result];
    },
  };
}

function storedForm({ type, schemaVersion, data, metadata = {} }: StoredSample, position: number) {
  const eventId = `00000000-0000-5000-8000-${position.toString(16).padStart(12, '0')}` as EventId;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return { eventId, type, schemaVersion, data: text, metadata: JSON.stringify(metadata) };
}

function goOn<C extends AggregateContract, State>(scene: Played<State>): Story<C, State> {
  return {
    when: (command) => decided<C, State>(...scene.decide(command)),
    thenState(expected) {
      expectState(scene.state(), expected);
      return goOn(scene);
    },
  };
}

function decided<C extends AggregateContract, State>(scene: Played<State>, result: Result): Decided<C, State> {
  const story = goOn<C, State>(scene);
  return {
    then(events) {
      refuseAwaiting(events);
      expectEvents(result, events);
      return story;
    },
    thenNothing() {
      expectNothing(result);
      return story;
    },
    thenRejected(rejection) {
      expectRejection(result, rejection);
      return story;
    },
    thenThrows(expected) {
      expectFailure(result, expected);
      return story;
    },
    thenState(expected) {
      if (result.kind === 'thrown') throw result.error;
      return story.thenState(expected);
    },
  };
}

/** Whoever awaits `when(…)`, or returns it from an asynchronous test, has forgotten to say what to expect. */
function refuseAwaiting(events: unknown): void {
  if (typeof events === 'function')
    throw new TypeError('when(…) is no promise: say what to expect with one of its then… methods.');
}
