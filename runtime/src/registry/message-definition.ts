import type { Message } from '../message/message.js';
import type { Operations, Shape } from '../shape/shape.js';

/** What the runtime needs of a generated message class; its constructor may be private. */
export interface MessageClass<M extends Message = Message> {
  readonly type: M['type'];
  readonly prototype: M;
}

/** A step between two schema versions with its types taken away: data, then facts (of events only), then custom functions. */
export type Step = (data: never, factsOrCustom: never, custom: never) => unknown;

/** One schema version as it may lie in a log or a queue. */
export interface MessageVersion {
  readonly shape: Operations;
  /** Fingerprint of the shape; stores notice when another one turns up under the same schema version. */
  readonly hash?: string;
  /** Not released yet: durable stores refuse it unless they were opened with `allowDrafts`. */
  readonly draft?: true;
  /** From the version before. */
  readonly upcast?: Step;
  /** To the version before. */
  readonly downcast?: Step;
}

export type MessageVersions = Readonly<Record<number, MessageVersion>>;

/** The latest version's shape must be the shape of the message's own data. */
export type VersionsUpTo<Latest extends number, Data> = MessageVersions & {
  readonly [V in Latest]: MessageVersion & { readonly shape: Shape<Data, never> };
};

/** A name under which an event was stored before, and is still read. */
export interface EventAlias {
  readonly name: string;
  /** Schema versions under this name and what they are under the event's own; the same numbers when left out. */
  readonly versions?: Readonly<Record<number, number>>;
  /** Schema version of events that were stored without one, which a store reports as 0. */
  readonly unversioned?: number;
}

/** An event in whatever schema version, as a replaced one is read. */
export interface Replacement {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** What a replaced event is read as, with its types taken away: 0 to n events of the same aggregate, in order. */
export type Becomes = (data: never, facts: never, custom: never) => readonly Replacement[];

/** How an event is stored and read. */
export interface EventDefinition<Event extends Message = Message> {
  readonly type: Event['type'];
  /** Name within its context. */
  readonly name: string;
  readonly messageClass: MessageClass<Event>;
  readonly schemaVersion: number;
  readonly versions: MessageVersions;
  readonly aliases?: readonly EventAlias[];
  /** A reason: no longer emitted, still decoded and evolved. */
  readonly retired?: string;
  /** A reason: skipped on read, while positions and versions still count it. */
  readonly ignored?: string;
  /** Replaced: no longer emitted, and read as other events, to which its latest data leads. */
  readonly becomes?: Becomes;
}

/** How a command is checked. */
export interface CommandDefinition<Command extends Message = Message> {
  readonly type: Command['type'];
  readonly name: string;
  readonly messageClass: MessageClass<Command>;
  readonly schemaVersion: number;
  readonly versions: MessageVersions;
}

/** How a rejection is kept with its command's outcome; rejections have no versions. */
export interface RejectionDefinition<Rejection extends Message = Message> {
  readonly type: Rejection['type'];
  readonly name: string;
  readonly messageClass: MessageClass<Rejection>;
  readonly shape: Operations;
}

type Versioned<Definition, Latest extends number, Data> = Omit<Definition, 'schemaVersion' | 'versions'> & {
  readonly schemaVersion: Latest;
  readonly versions: VersionsUpTo<Latest, Data>;
};

/* @__NO_SIDE_EFFECTS__ */
export function defineEvent<Event extends Message, const Latest extends number>(
  definition: Versioned<EventDefinition<Event>, Latest, Event['data']>,
): EventDefinition<Event> {
  return definition;
}

/* @__NO_SIDE_EFFECTS__ */
export function defineCommand<Command extends Message, const Latest extends number>(
  definition: Versioned<CommandDefinition<Command>, Latest, Command['data']>,
): CommandDefinition<Command> {
  return definition;
}

/* @__NO_SIDE_EFFECTS__ */
export function defineRejection<Rejection extends Message>(
  definition: Omit<RejectionDefinition<Rejection>, 'shape'> & { readonly shape: Shape<Rejection['data'], never> },
): RejectionDefinition<Rejection> {
  return definition;
}
