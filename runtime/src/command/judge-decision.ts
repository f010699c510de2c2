import { makeData } from '../shape/make.js';
import type { AnyAggregate, AnyAggregateCommand } from '../decider/contract.js';
import { InvalidDecisionError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import type { RejectionDefinition } from '../registry/message-definition.js';
import { messageInstance } from '../registry/message-instance.js';

/** A decision that keeps to the schema. */
export type JudgedDecision =
  | { readonly kind: 'events'; readonly events: readonly Message[] }
  | { readonly kind: 'rejection'; readonly rejection: Message; readonly definition: RejectionDefinition };

/** What a command may lead to, by full type names. */
export interface Allowed {
  readonly name: string;
  readonly emits: ReadonlySet<string>;
  readonly rejects: ReadonlyMap<string, RejectionDefinition>;
}

/** What `command` of `aggregate` may lead to; retired and ignored events are never written again. */
export function allowedBy({ events, rejections }: AnyAggregate, name: string, command: AnyAggregateCommand): Allowed {
  const emits = command.emits.flatMap((event) => {
    const definition = events[event];
    return definition === undefined || (definition.retired ?? definition.ignored) !== undefined
      ? []
      : [definition.type];
  });
  const rejects = command.rejects.flatMap((rejection) => {
    const definition = rejections[rejection];
    return definition === undefined ? [] : [[definition.type, definition] as const];
  });
  return { name, emits: new Set(emits), rejects: new Map(rejects) };
}

/**
 * Takes what user code returned for what it is. Compiled code cannot go wrong here; untyped code, and class aggregates
 * in what they raise, can.
 * @throws InvalidDecisionError, InvalidMessageError
 */
export function judgeDecision(decided: unknown, allowed: Allowed): JudgedDecision {
  if (Array.isArray(decided)) {
    const events: Message[] = [];
    for (const event of decided as readonly unknown[]) events.push(judgeEvent(event, allowed));
    return { kind: 'events', events };
  }
  if (!isMessage(decided)) {
    throw new InvalidDecisionError(
      allowed.name,
      isPromise(decided) ? 'is a promise; deciding is synchronous' : 'is neither a list of events nor a rejection',
    );
  }
  const definition = allowed.rejects.get(decided.type);
  if (definition === undefined)
    throw new InvalidDecisionError(allowed.name, `is the rejection ${decided.type}, which it may not give`);
  return { kind: 'rejection', rejection: checkedRejection(decided, definition), definition };
}

function judgeEvent(event: unknown, { name, emits }: Allowed): Message {
  if (!isMessage(event)) throw new InvalidDecisionError(name, 'holds something that is no event');
  if (!emits.has(event.type)) throw new InvalidDecisionError(name, `holds ${event.type}, which it may not emit`);
  return event;
}

function checkedRejection(rejection: Message, { messageClass, shape, type }: RejectionDefinition): Message {
  if (Object.getPrototypeOf(rejection) === messageClass.prototype) return rejection;
  // So that replays and first outcomes are alike.
  return messageInstance({ messageClass, type }, makeData(shape, rejection.data, { type }));
}

function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'data' in value
  );
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value;
}
