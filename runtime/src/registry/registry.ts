// The registry: all aggregates of a context, and their events by the names under which they may lie in a log. In:
// definitions that were generated. Out: for a stored name, its definition; for a stream's category, its identity. Names
// are looked up in Maps only, so that an event named `constructor` is an event like any other.
import type { AggregateContract, AnyAggregate, EventOf, FactOf } from '../decider/contract.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { StreamEvent } from '../message/message.js';
import type { Operations } from '../shape/shape.js';
import { storedAggregates } from './stored-aggregates.js';
import type { CommandDefinition, EventAlias, EventDefinition } from './message-definition.js';

/** What reading does with fields that a stored event has and its shape does not. */
export type UnknownFields = 'reject' | 'drop' | 'keep';

/** Shapes of the user's own metadata keys, all optional on read. */
export type MetadataKeys = Readonly<Record<string, Operations>>;

export interface RegistryOptions {
  /** Default `reject`. */
  readonly unknownFields?: UnknownFields;
  /** Whether a value that a closed enum does not know fails as every undecodable event, or is parked by readers that can. Default `fail`. */
  readonly unknownEnum?: 'fail' | 'park';
  readonly metadata?: MetadataKeys;
  /** Functions of the user that steps call, as the generated files declare them. */
  readonly custom?: object;
  /** By event type: the older schema version that is written while readers do not know the latest one. */
  readonly writeAs?: WriteAs;
}

/** Schema versions by event type. */
export type WriteAs = Readonly<Record<string, number>>;

/** One stored name: the event's own, or an alias. */
export interface StoredName {
  readonly definition: EventDefinition;
  readonly alias: EventAlias | undefined;
  readonly aggregate: AnyAggregate;
}

declare const carriedContracts: unique symbol;

/** The events of one context, `C` being the union of its aggregates' contracts. */
export interface Registry<C extends AggregateContract = AggregateContract> extends Required<RegistryOptions> {
  readonly context: string;
  /** By category. */
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  /** By stored name. */
  readonly names: ReadonlyMap<string, StoredName>;
  /** By type. */
  readonly commands: ReadonlyMap<string, CommandDefinition>;
  readonly [carriedContracts]?: C;
}

/** What is read of a registry's streams: every event with the identity of its own aggregate. */
export type EventOfRegistry<C> = C extends AggregateContract ? StreamEvent<EventOf<C> | FactOf<C>, C['id']> : never;

/** @throws InvalidUseError when two aggregates claim one category, or two events one stored name */
/* @__NO_SIDE_EFFECTS__ */
export function defineRegistry<C extends AggregateContract = AggregateContract>(
  context: string,
  declared: readonly AnyAggregate[],
  options: RegistryOptions = {},
): Registry<C> {
  const aggregates = storedAggregates(declared);
  const byCategory = new Map<string, AnyAggregate>();
  const commands = new Map<string, CommandDefinition>();
  for (const aggregate of aggregates) {
    if (byCategory.has(aggregate.category))
      throw new InvalidUseError(`Two aggregates share category ${aggregate.category}.`);
    byCategory.set(aggregate.category, aggregate);
    for (const { definition } of Object.values(aggregate.commands)) commands.set(definition.type, definition);
  }
  const { unknownFields = 'reject', unknownEnum = 'fail', metadata = {}, custom = {}, writeAs = {} } = options;
  const names = storedNames(context, aggregates);
  return { context, aggregates: byCategory, names, commands, unknownFields, unknownEnum, metadata, custom, writeAs };
}

function storedNames(context: string, aggregates: readonly AnyAggregate[]): ReadonlyMap<string, StoredName> {
  const names = new Map<string, StoredName>();
  const claim = (name: string, stored: StoredName): void => {
    if (names.has(name)) throw new InvalidUseError(`Two events of ${context} are stored as ${name}.`);
    names.set(name, stored);
  };
  for (const aggregate of aggregates) {
    for (const definition of [...Object.values(aggregate.events), ...Object.values(aggregate.replaced ?? {})]) {
      claim(definition.type, { definition, alias: undefined, aggregate });
      for (const alias of definition.aliases ?? []) claim(alias.name, { definition, alias, aggregate });
    }
  }
  return names;
}
