import type { Message } from '../message/message.js';
import type { CommandDefinition, EventDefinition, RejectionDefinition } from '../registry/message-definition.js';
import type { StateDefinition } from '../registry/state-definition.js';
import type { Operations, Shape } from '../shape/shape.js';

/** One command, the events it may lead to and the rejections it may meet. */
export interface CommandContract {
  readonly command: Message;
  readonly emits: Message;
  readonly rejects: Message;
}

/**
 * The types of an aggregate, generated. A contract may also have a `state`; where it has none, the user chooses the type.
 * It has `metadata` where the project declares keys, and `fact` where the whole state follows every change.
 */
export interface AggregateContract {
  readonly id: object;
  readonly events: Readonly<Record<string, Message>>;
  readonly commands: Readonly<Record<string, CommandContract>>;
}

/** Union of the events of an aggregate, or of several. */
export type EventOf<C extends AggregateContract> = C extends AggregateContract ? C['events'][keyof C['events']] : never;

/** The state that a contract declares, otherwise `unknown`. */
export type StateOf<C> = C extends { readonly state: infer State } ? State : unknown;

/** The event with the whole state, where a contract has one. */
export type FactOf<C> = C extends { readonly fact: infer Fact extends Message } ? Fact : never;

/** The metadata keys that a contract declares. */
export type MetadataOf<C> = C extends { readonly metadata: infer Keys extends object } ? Keys : object;

/** What a command asks of its stream when it leads to events. */
export type Expects = 'new' | 'existing' | 'any';

/** How a command of an aggregate is handled. */
export interface AggregateCommand<C extends AggregateContract, Name extends keyof C['commands']> {
  readonly definition: CommandDefinition<C['commands'][Name]['command']>;
  readonly expects: Expects;
  /** Local names. */
  readonly emits: readonly (keyof C['events'] & string)[];
  readonly rejects: readonly string[];
}

/** Which state may follow which; a state may always stay what it is. */
export interface Transitions {
  /** Field of the state that says which one it is. */
  readonly tag: string;
  readonly initial: string;
  readonly from: Readonly<Record<string, readonly string[]>>;
}

/** How often the state of a stream is kept, and which kept states still say what its events say. */
export interface SnapshotDefinition<Stored extends Operations = Operations> {
  /** Number of events; the context's options where it is left out. */
  readonly every?: number;
  /** Of the state's shape, of the events' steps and of the revision: another one, and the events are folded again. */
  readonly hash: string;
  /** Of the state, where the schemas declare it. Elsewhere the user brings a codec. */
  readonly shape?: Stored;
}

/** An event whose data are the whole state, stored in streams of its own beside the aggregate's. */
export interface FactDefinition {
  /** First part of the names of those streams. */
  readonly category: string;
  readonly definition: EventDefinition;
}

/** Everything the runtime needs to know of an aggregate, generated. */
export interface AggregateDefinition<C extends AggregateContract = AggregateContract> {
  readonly context: string;
  readonly name: string;
  /** First part of its stream names; without `-`. */
  readonly category: string;
  /** Shapes of the identity's parts, in the order of the stream name. */
  readonly id: { readonly [Part in keyof C['id']]-?: Shape<C['id'][Part], never> };
  /** Besides those of the contract also ignored ones, which only reading knows. */
  readonly events: { readonly [Name in keyof C['events']]: EventDefinition<C['events'][Name]> } & Readonly<
    Record<string, EventDefinition>
  >;
  /** Events that are read as others, by name. */
  readonly replaced?: Readonly<Record<string, EventDefinition>>;
  readonly commands: { readonly [Name in keyof C['commands']]: AggregateCommand<C, Name> };
  readonly rejections: Readonly<Record<string, RejectionDefinition>>;
  readonly transitions?: Transitions;
  readonly snapshot?: SnapshotDefinition<Shape<StateOf<C>, never>>;
  readonly fact?: FactDefinition;
  /** Of an aggregate whose state is the truth: how it is stored. */
  readonly state?: StateDefinition<StateOf<C>>;
}

/** A definition of whatever contract. */
export interface AnyAggregate {
  readonly context: string;
  readonly name: string;
  readonly category: string;
  readonly id: Readonly<Record<string, Operations>>;
  readonly events: Readonly<Record<string, EventDefinition>>;
  readonly replaced?: Readonly<Record<string, EventDefinition>>;
  readonly commands: Readonly<Record<string, AnyAggregateCommand>>;
  readonly rejections: Readonly<Record<string, RejectionDefinition>>;
  readonly transitions?: Transitions;
  readonly snapshot?: SnapshotDefinition;
  readonly fact?: FactDefinition;
  readonly state?: EventDefinition;
  /** It is a process, whose streams nobody else follows; their events are known by name, for checking what was stored. */
  readonly ofProcess?: true;
}

export interface AnyAggregateCommand {
  readonly definition: CommandDefinition;
  readonly expects: Expects;
  readonly emits: readonly string[];
  readonly rejects: readonly string[];
}

/* @__NO_SIDE_EFFECTS__ */
export function defineAggregate<C extends AggregateContract>(
  definition: AggregateDefinition<C>,
): AggregateDefinition<C> {
  return definition;
}
