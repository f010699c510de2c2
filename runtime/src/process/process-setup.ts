// What runs and reads one process, everything looked up once. In: the process and the program's contexts. Out: where its
// events and commands belong, and how its own streams are read and written.
import { eventsIn } from '../codec/become.js';
import { createEventCodec, type EventCodec } from '../codec/event-codec.js';
import { checkedData, dataText, latestShape } from '../codec/message-data.js';
import type { Context, HandleCommand } from '../command/context.js';
import { systemRandom } from '../command/platform.js';
import type { AnyAggregate } from '../decider/contract.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import type { Message } from '../message/message.js';
import { defineRegistry, type Registry } from '../registry/registry.js';
import type { StoredEvent } from '../store/stored-event.js';
import type { AnyProcess, BoundProcess } from './bound-process.js';
import { recordTypes } from './react.js';
import { ownStreams, type SentCommand } from './records.js';

/** A command that the process may send, and where. */
export interface KnownCommand {
  readonly registry: Registry;
  readonly aggregate: AnyAggregate;
  /** `undefined` where nothing can be sent, as in tests. */
  readonly handle: HandleCommand | undefined;
}

/** A process and the registries of all that it has to do with. */
export interface ProcessSetup {
  readonly bound: BoundProcess;
  /** `<context>.<Name>`. */
  readonly name: string;
  readonly types: ReturnType<typeof recordTypes>;
  readonly streams: AnyAggregate;
  /** Its own streams first, then those of its events. */
  readonly registries: readonly Registry[];
  readonly commands: ReadonlyMap<string, KnownCommand>;
  /** Writes what it notes. */
  readonly codec: EventCodec;
  /** Reads what it noted. */
  readonly own: EventCodec;
}

/** A registry, and what handles its commands. */
export type CommandOwner = Pick<Context, 'registry'> & { readonly handlers?: Context['handlers'] };

/** @throws InvalidUseError for an event or a command that none of the owners has, and for missing handlers */
export function setUpProcess(
  bound: BoundProcess,
  { registry, codec }: Pick<Context, 'registry' | 'codec'>,
  owners: readonly CommandOwner[],
): ProcessSetup {
  const { definition } = bound;
  const setup = setUpReading(bound, { registry, codec });
  const { name, registries } = setup;
  refuseOtherHandlers(bound, name);
  return {
    ...setup,
    registries: [...registries, ...eventOwners(definition, name, owners)],
    commands: new Map(definition.sends.map((type) => [type, commandOf(type, name, owners)])),
  };
}

/** For looking at instances: neither its events nor its commands need be known. */
export function setUpReading(
  bound: BoundProcess,
  { registry, codec }: Pick<Context, 'registry' | 'codec'>,
): ProcessSetup {
  const { definition } = bound;
  const name = processName(definition);
  const streams = ownStreams(definition);
  const { unknownFields, unknownEnum, metadata, custom } = registry;
  const ownRegistry = defineRegistry(definition.context, [streams], { unknownFields, unknownEnum, metadata, custom });
  return {
    ...{ bound, name, streams, codec, types: recordTypes(definition) },
    registries: [ownRegistry],
    commands: new Map(),
    own: createEventCodec(ownRegistry, { random: systemRandom }),
  };
}

export const processName = ({ context, name }: Pick<AnyProcess, 'context' | 'name'>): string => `${context}.${name}`;

function eventOwners({ events }: AnyProcess, process: string, owners: readonly CommandOwner[]): readonly Registry[] {
  const found = Object.values(events).map(({ type }) => {
    const owner = owners.find(({ registry }) => registry.names.get(type)?.definition.type === type);
    if (owner === undefined) throw unknownOf(process, 'follows', type);
    return owner.registry;
  });
  return [...new Set(found)];
}

function commandOf(type: string, process: string, owners: readonly CommandOwner[]): KnownCommand {
  for (const { registry, handlers } of owners) {
    for (const aggregate of registry.aggregates.values()) {
      const isItsOwn = Object.values(aggregate.commands).some(({ definition }) => definition.type === type);
      if (isItsOwn) return { registry, aggregate, handle: handlers?.get(type) };
    }
  }
  throw unknownOf(process, 'sends', type);
}

const unknownOf = (process: string, does: string, type: string): InvalidUseError =>
  new InvalidUseError(
    `${process} ${does} ${type}, which no context here has. Open its context in the same application: openApplication({ contexts: { … } }).`,
  );

function refuseOtherHandlers({ definition, handlers }: BoundProcess, process: string): void {
  const { events, refusals, timeouts } = definition;
  const named = (flag: 'starts' | 'on'): readonly string[] =>
    Object.entries(events).flatMap(([name, event]) => (event[flag] === true ? [name] : []));
  const groups = [
    ['starts', named('starts'), handlers.starts],
    ['on', [...named('on'), ...Object.keys(refusals)], handlers.on ?? {}],
    ['timeouts', Object.keys(timeouts), handlers.timeouts ?? {}],
  ] as const;
  for (const [group, names, given] of groups) {
    const missing = names.find((name) => !Object.hasOwn(given, name) || typeof given[name] !== 'function');
    if (missing !== undefined) throw new InvalidUseError(`${process} has no handler ${group}.${missing}.`);
    const unknown = Object.keys(given).find((name) => !names.includes(name));
    if (unknown !== undefined)
      throw new InvalidUseError(`${process} has a handler ${group}.${unknown}, and nothing for it.`);
  }
}

/** A command as it is kept until it is sent. @throws InvalidMessageError */
export function encodeCommand({ commands }: ProcessSetup, command: Message): Omit<SentCommand, 'commandId'> {
  const definition = commands.get(command.type)?.registry.commands.get(command.type);
  if (definition === undefined) throw new InvalidUseError(`${command.type} is no command that is known here.`);
  const shape = latestShape(definition);
  const data = checkedData(command, definition);
  const { type, schemaVersion } = definition;
  return { type, schemaVersion, data: dataText(shape, shape.exact(), data) };
}

/** An event of the process's own, as it notes it. @throws StoredEventError */
export function decodeOwn({ own }: ProcessSetup, stored: StoredEvent, id: object): readonly DecodedEvent[] {
  return eventsIn(own.decode(stored, id));
}
