import { commandFromJson } from '../codec/command-from-json.js';
import { parseExactly } from '../codec/exact-json.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import { MissingInstanceError } from '../errors/process-errors.js';
import { UndecodableOutcomeError } from '../errors/command-errors.js';
import type { StreamName } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import { messageInstance } from '../registry/message-instance.js';
import { streamNameOf } from '../repository/stream-identity.js';
import { isPlainObject, ownValue } from '../shape/plain-object.js';
import { dropping, exactly, lenient, reading } from '../shape/shape.js';
import type { InstanceSource } from './contract.js';
import type { Instance } from './instance.js';
import type { ProcessSetup } from './process-setup.js';
import type { Trigger } from './react.js';
import type { Answered, SentCommand, TimedOut } from './records.js';

/** The instance that an event belongs to. */
export interface Target {
  readonly streamName: StreamName;
  /** As the identity of its stream. */
  readonly id: { readonly id: unknown };
}

/** @throws MissingInstanceError, InvalidStreamNameError; `undefined` for an event that the process does not follow */
export function targetOf(setup: ProcessSetup, event: DecodedEvent): Target | undefined {
  const { streams, types, bound } = setup;
  if (event.type === types.timedOut || event.type === types.answered) {
    return { streamName: event.streamName, id: { id: ownOf(event.id, 'id') } };
  }
  const found = Object.values(bound.definition.events).find(({ type }) => type === event.type);
  if (found === undefined) return undefined;
  const id = { id: instanceId(setup, event, found.from) };
  return { streamName: streamNameOf(streams, id), id };
}

function instanceId({ name }: ProcessSetup, event: DecodedEvent, from: InstanceSource): unknown {
  const [holder, key, where] =
    'field' in from
      ? ([event.data, from.field, 'its data has no'] as const)
      : ([event.id, from.id, 'its stream’s identity has no'] as const);
  const value = ownOf(holder, key);
  if (value === undefined || value === null) throw new MissingInstanceError(name, event, `${where} ${key}`);
  return value;
}

const ownOf = (holder: unknown, key: string): unknown => (isPlainObject(holder) ? ownValue(holder, key) : undefined);

/** What an event means to its instance; `undefined` where it means nothing. */
export function triggerOf(setup: ProcessSetup, instance: Instance, event: DecodedEvent): Trigger | undefined {
  const { types, bound } = setup;
  if (event.type === types.timedOut) return timeoutTrigger(setup, event, event.data as TimedOut);
  if (event.type === types.answered) return refusalTrigger(setup, instance, event, event.data as Answered);
  const found = Object.entries(bound.definition.events).find(([, { type }]) => type === event.type);
  return found && { kind: 'event', name: found[0], event, correlated: found[1] };
}

/** Of a timeout that the schema no longer has nothing comes. */
function timeoutTrigger({ bound }: ProcessSetup, event: DecodedEvent, { timeout, due }: TimedOut): Trigger | undefined {
  if (!Object.hasOwn(bound.definition.timeouts, timeout)) return undefined;
  return { kind: 'timeout', name: timeout, event, timeout: { name: timeout, due } };
}

function refusalTrigger(
  setup: ProcessSetup,
  instance: Instance,
  event: DecodedEvent,
  { outcome, type, text = '' }: Answered,
): Trigger | undefined {
  if (outcome !== 'rejected') return undefined;
  const sent = instance.refused.get(event.eventId);
  const found = Object.entries(setup.bound.definition.refusals).find(
    ([, { command, rejection }]) => command === sent?.type && rejection === type,
  );
  if (sent === undefined || found === undefined) return undefined;
  const [name, { rejection }] = found;
  const refusal = { rejection: rejectionOf(setup, sent, rejection, text), command: commandOf(setup, sent) };
  return { kind: 'refusal', name, event, refusal };
}

/** A command as it was sent, in its latest version. @throws as `commandFromJson` */
export function commandOf({ commands }: ProcessSetup, { type, schemaVersion, data }: SentCommand): Message {
  const known = commands.get(type);
  if (known === undefined) throw new UndecodableOutcomeError(type, 'the process does not send it any more');
  const command: Message = commandFromJson(known.registry, { type, schemaVersion, data: JSON.parse(data) });
  return command;
}

/** Fields that the rejection has lost since are left out. */
function rejectionOf({ commands }: ProcessSetup, sent: SentCommand, type: string, text: string): Message {
  const definition = Object.values(commands.get(sent.type)?.aggregate.rejections ?? {}).find(
    (each) => each.type === type,
  );
  if (definition === undefined) throw new UndecodableOutcomeError(sent.commandId, `${type} is no rejection any more`);
  const { shape } = definition;
  const exact = shape.exact();
  const mode = reading | lenient | dropping | (exact ? exactly : 0);
  const wire: unknown = exact ? parseExactly(text) : JSON.parse(text);
  if (!shape.accepts(wire, mode, 0)) throw new UndecodableOutcomeError(sent.commandId, `${type} has another shape now`);
  return messageInstance(definition, shape.decode(wire, mode));
}
