// Tests of deciders and aggregates, told as given – when – then. In: a generated definition and what the user wrote for
// it. Out: nothing when the expectation holds, an ExpectationError with the difference when it does not. Imports no test
// runner and needs no store; events still pass through their stored form.
import type { Aggregate } from '../aggregate/aggregate.js';
import { aggregateBehaviour } from '../aggregate/aggregate-behaviour.js';
import type { AggregateContract, AggregateDefinition, EventOf, StateOf } from '../decider/contract.js';
import type { Decider, InferredDecider } from '../decider/decider.js';
import { deciderBehaviour } from '../decider/decider-behaviour.js';
import type { RuntimeErrors } from '../errors/is-runtime-error.js';
import type { EventId } from '../message/identifiers.js';
import { expectFailure, expectNothing, expectRejection, expectEvents, expectState } from './expectations.js';
import { decideIn, type GivenOptions, openScene, type Result, type Scene, withEvents, withStored } from './scene.js';

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
  written: Decider<C, unknown> | (new () => Aggregate<EventOf<C>>),
  options: GivenOptions = {},
): object {
  return typeof written === 'function'
    ? begin(openScene(definition, aggregateBehaviour(definition, written), options))
    : begin(openScene(definition, deciderBehaviour(definition, written), options));
}

function begin<C extends AggregateContract, State>(scene: Scene<State>): Given<C, State> {
  return {
    ...goOn<C, State>(scene),
    events: (events) => begin(withEvents(scene, events)),
    stored: (sample) => begin(withStored(scene, [storedForm(sample, scene.history.length)], sample.recordedAt)),
  };
}

function storedForm({ type, schemaVersion, data, metadata = {} }: StoredSample, position: number) {
  const eventId = `00000000-0000-5000-8000-${position.toString(16).padStart(12, '0')}` as EventId;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return { eventId, type, schemaVersion, data: text, metadata: JSON.stringify(metadata) };
}

function goOn<C extends AggregateContract, State>(scene: Scene<State>): Story<C, State> {
  return {
    when: (command) => decided<C, State>(...decideIn(scene, command)),
    thenState(expected) {
      expectState(scene, expected);
      return goOn(scene);
    },
  };
}

function decided<C extends AggregateContract, State>(scene: Scene<State>, result: Result): Decided<C, State> {
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
