import { checkedData, latestShape } from '../codec/message-data.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { olderForms } from '../codec/downcast.js';
import type { Message } from '../message/message.js';
import { pickStreamId, streamNameOf } from '../repository/stream-identity.js';
import type { Operations } from '../shape/shape.js';
import { commandHash, eventMetadata } from './command-identity.js';
import type { OutcomeKey } from '../store/outcome.js';
import type { CommandOptions } from './command-options.js';
import type { CommandBasis, CommandRun, OnceOnly, PreparedCommand } from './command-run.js';
import type { Context } from './context.js';
import { metadataOn } from './tenant-of-store.js';
import type { HandledCommand } from './middleware.js';

/**
 * A command before the middleware: checked, and its stream known.
 * @throws InvalidMessageError, InvalidStreamNameError; InvalidUseError for a command that the aggregate does not have, and
 * for metadata that names another tenant than the store
 */
export function acceptCommand(
  setup: CommandBasis,
  name: string,
  command: Message,
  { commandId, metadata = {} }: CommandOptions,
): HandledCommand {
  const { aggregate, context } = setup;
  const { definition } = preparedCommand(setup, name).definition;
  if (command.type !== definition.type)
    throw new InvalidUseError(`${name} takes ${definition.type}, not ${command.type}.`);
  const data = checkedData(command, definition);
  const id = pickStreamId(aggregate, data);
  return {
    context: context.registry.context,
    aggregate: aggregate.name,
    name,
    command: data === command.data ? command : { type: command.type, data },
    id,
    streamName: streamNameOf(aggregate, id),
    commandId,
    metadata: metadataOn(context.settings.store, metadata),
  };
}

function preparedCommand({ commands, aggregate }: CommandBasis, name: string): PreparedCommand {
  const prepared = commands.get(name);
  if (prepared === undefined) throw new InvalidUseError(`${aggregate.name} has no command ${name}.`);
  return prepared;
}

/** A command behind the middleware, ready for the loop. @throws InvalidMessageError for metadata that does not fit */
export function startCommand(setup: CommandBasis, handled: HandledCommand, options: CommandOptions): CommandRun {
  const { settings, codec } = setup.context;
  // Whatever stood between may have put other metadata there.
  const own = { ...handled, metadata: metadataOn(settings.store, handled.metadata) };
  const { id, streamName, commandId, command } = own;
  const messageId = commandId ?? settings.newId();
  const { metadata, text } = codec.encodeMetadata(eventMetadata(own.metadata, messageId, commandId));
  const prepared = preparedCommand(setup, handled.name);
  const { name, definition, allowed } = prepared;
  const onceUnder = (key: OutcomeKey): OnceOnly => onceOnly(own, key, prepared, setup.context);
  const key = { tenant: own.metadata.tenant ?? '', context: own.context };
  return {
    name,
    definition,
    allowed,
    command,
    source: { store: settings.store, codec, streamName, id },
    once: commandId === undefined ? undefined : onceUnder({ ...key, commandId }),
    onceUnder,
    subscribers: settings.subscribers,
    origin: { id, metadata, metadataText: text },
    options,
  };
}

function onceOnly(
  { command, streamName }: HandledCommand,
  key: OutcomeKey,
  { definition: { definition } }: PreparedCommand,
  { registry: { custom } }: Context,
): OnceOnly {
  const { type, data } = command;
  const hashOf = (shape: Operations, value: unknown): string => commandHash(type, streamName, shape.encode(value));
  return {
    key,
    hash: hashOf(latestShape(definition), data),
    olderHashes: () => olderForms(definition, data, custom).map(({ shape, value }) => hashOf(shape, value)),
  };
}
