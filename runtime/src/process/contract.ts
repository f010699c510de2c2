import type { Message, Recorded } from '../message/message.js';
import type { EventDefinition } from '../registry/message-definition.js';
import type { Operations } from '../shape/shape.js';
import type { Reaction, Start } from './reaction.js';

/** The types of a process, generated. */
export interface ProcessContract {
  /** What tells its instances apart: the value that all of its events have in common. */
  readonly id: unknown;
  readonly state: unknown;
  /** Events that start an instance. By local name, as everywhere here; those of other contexts by their type. */
  readonly starts: Readonly<Record<string, Message & Recorded<object>>>;
  /** Events that a running instance reacts to. */
  readonly events: Readonly<Record<string, Message & Recorded<object>>>;
  /** Refusals of its commands that it reacts to, as `<Command>/<Rejection>`. */
  readonly refusals: Readonly<Record<string, Refusal>>;
  /** `set`: the schema says when; `free`: whoever arms it does. */
  readonly timeouts: Readonly<Record<string, 'set' | 'free'>>;
  /** Union of the commands that it sends. */
  readonly commands: Message;
}

/** A command of the process was rejected. */
export interface Refusal<Rejection extends Message = Message, Command extends Message = Message> {
  readonly rejection: Rejection;
  readonly command: Command;
}

/** A timeout has passed. */
export interface Timeout<Name extends string = string> {
  readonly name: Name;
  /** For when it was set. It may be later by now. */
  readonly due: string;
}

/** What handlers may know besides what happened and the state; given, so that they stay pure. */
export interface ProcessContext<C extends ProcessContract = ProcessContract> {
  readonly id: C['id'];
  /** The present as an instant in UTC. */
  readonly now: string;
  /** A new UUID: the same one when the same thing is handled again. */
  readonly newId: () => string;
}

/** Handlers for what a running instance is told. */
type OnHandlers<C extends ProcessContract> = {
  readonly [Name in keyof C['events']]: (
    event: C['events'][Name],
    state: C['state'],
    context: ProcessContext<C>,
  ) => Reaction<C>;
} & {
  readonly [Name in keyof C['refusals']]: (
    refusal: C['refusals'][Name],
    state: C['state'],
    context: ProcessContext<C>,
  ) => Reaction<C>;
};

type TimeoutHandlers<C extends ProcessContract> = {
  readonly [Name in keyof C['timeouts'] & string]: (
    timeout: Timeout<Name>,
    state: C['state'],
    context: ProcessContext<C>,
  ) => Reaction<C>;
};

/** A group of handlers that may be left out where there are none in it. */
type Group<Name extends string, Handlers> = [keyof Handlers] extends [never]
  ? { readonly [Key in Name]?: Handlers }
  : { readonly [Key in Name]: Handlers };

/**
 * A handler for each event, refusal and timeout, none missing and none more. Handlers are synchronous and pure: what they
 * are given is all that they go by, and what they return is all that they do.
 */
export type ProcessHandlers<C extends ProcessContract> = {
  readonly starts: {
    /** @returns nothing where this event is none that starts the process */
    readonly [Name in keyof C['starts']]: (
      event: C['starts'][Name],
      context: ProcessContext<C>,
    ) => Start<C> | undefined;
  };
} & Group<'on', OnHandlers<C>> &
  Group<'timeouts', TimeoutHandlers<C>>;

/** Where the id of an instance is: in a field of the event's data, or in its stream's identity. */
export type InstanceSource = { readonly field: string } | { readonly id: string };

export interface CorrelatedEvent {
  readonly type: string;
  readonly from: InstanceSource;
  /** It starts an instance where there is none. */
  readonly starts?: true;
  /** A running instance has a handler for it. */
  readonly on?: true;
  /** It ends a running instance, behind its handler if there is one. */
  readonly ends?: true;
}

/** When a timeout is due unless it is said where it is armed; then it is armed by the start, too. */
export type DeclaredTimeout =
  | { readonly after: string }
  /** Where the state has the instant; `undefined` or null there: it is not armed by the start. */
  | { readonly at: readonly string[] }
  | { readonly free: true };

/** Everything the runtime needs to know of a process, generated. */
export interface ProcessDefinition<C extends ProcessContract = ProcessContract> {
  readonly context: string;
  readonly name: string;
  /** First part of the names of its streams. */
  readonly category: string;
  readonly id: Operations;
  /** By name: local, or the type for events of other contexts. */
  readonly events: Readonly<Record<keyof C['starts'] | keyof C['events'], CorrelatedEvent>> &
    Readonly<Record<string, CorrelatedEvent>>;
  /** By `<Command>/<Rejection>`: types of both. */
  readonly refusals: {
    readonly [Name in keyof C['refusals']]: { readonly command: string; readonly rejection: string };
  };
  /** Types of commands. */
  readonly sends: readonly C['commands']['type'][];
  readonly timeouts: { readonly [Name in keyof C['timeouts']]: DeclaredTimeout };
  readonly state: EventDefinition<Message<string, C['state']>>;
  readonly errors?: { readonly retry?: number; readonly then?: 'stop' | 'skip' | 'park' };
  /** How long an instance takes at most; one that takes longer is shown as stuck. */
  readonly within?: string;
}

/* @__NO_SIDE_EFFECTS__ */
export function defineProcess<C extends ProcessContract>(definition: ProcessDefinition<C>): ProcessDefinition<C> {
  return definition;
}
