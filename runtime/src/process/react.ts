// What a process does about one thing that happened. In: an instance, what happened, and the user's handlers. Out: records
// for the instance's stream, or why there is nothing to do. Pure, so that tests need no store.
import type { DecodedEvent } from '../codec/decode-event.js';
import { InvalidReactionError } from '../errors/process-errors.js';
import type { Message } from '../message/message.js';
import { compareInstants, isInstant } from '../shape/date-formats.js';
import { isPlainObject, ownValue, type PlainObject } from '../shape/plain-object.js';
import { addDuration } from './add-duration.js';
import type { AnyProcessHandlers, BoundProcess } from './bound-process.js';
import type { CorrelatedEvent, DeclaredTimeout, Timeout } from './contract.js';
import { derivedId, type Occasion } from './derived-ids.js';
import { handledKey, type Instance } from './instance.js';
import type { AnyReaction } from './reaction.js';
import { type Reacted, recordNames, type SentCommand } from './records.js';

/** Something that may concern an instance. */
export type Trigger =
  | {
      readonly kind: 'event';
      readonly name: string;
      readonly event: DecodedEvent;
      readonly correlated: CorrelatedEvent;
    }
  /** `refusal` is what its handler gets; `undefined` for one that the process has no handler for. */
  | { readonly kind: 'refusal'; readonly name: string; readonly event: DecodedEvent; readonly refusal: unknown }
  | { readonly kind: 'timeout'; readonly name: string; readonly event: DecodedEvent; readonly timeout: Timeout };

/** Why nothing was done about it. */
export type Ignored = 'handled' | 'ended' | 'not-started' | 'started' | 'declined' | 'withdrawn';

export type Judged =
  | { readonly kind: 'ignored'; readonly why: Ignored }
  | { readonly kind: 'reacted'; readonly record: Reacted; readonly state: unknown };

/** What reacting needs beside the instance. */
export interface Setting {
  readonly bound: BoundProcess;
  readonly now: string;
  /** The id's value. */
  readonly id: unknown;
  readonly occasion: Occasion;
  /** @throws InvalidMessageError */
  readonly encodeCommand: (command: Message) => Omit<SentCommand, 'commandId'>;
}

/** @throws InvalidReactionError, InvalidMessageError, and whatever a handler throws */
export function react(setting: Setting, instance: Instance, trigger: Trigger): Judged {
  const { eventId, part } = trigger.event;
  if (instance.handled.has(handledKey(eventId, part))) return { kind: 'ignored', why: 'handled' };
  if (instance.status === 'ended') return { kind: 'ignored', why: 'ended' };
  if (instance.status === 'none') return start(setting, trigger);
  const why = refusedNow(instance, trigger);
  if (why !== undefined) return { kind: 'ignored', why };
  const ends = trigger.kind === 'event' && trigger.correlated.ends === true;
  const hasHandler = trigger.kind !== 'event' || trigger.correlated.on === true;
  const given = hasHandler ? handle(setting, instance, trigger) : {};
  const reaction = checked(setting, trigger.name, given ?? {});
  return judged(setting, trigger, ends ? { ...reaction, end: true } : reaction, instance.state);
}

function refusedNow(instance: Instance, trigger: Trigger): Ignored | undefined {
  const { eventId } = trigger.event;
  switch (trigger.kind) {
    case 'event':
      return trigger.correlated.on === true || trigger.correlated.ends === true ? undefined : 'started';
    case 'refusal':
      return instance.refused.has(eventId) ? undefined : 'withdrawn';
    case 'timeout':
      return instance.passed.get(trigger.name) === eventId ? undefined : 'withdrawn';
  }
}

function start(setting: Setting, trigger: Trigger): Judged {
  if (trigger.kind !== 'event' || trigger.correlated.starts !== true) return { kind: 'ignored', why: 'not-started' };
  const { bound } = setting;
  const given = handlerOf(bound, 'starts', trigger.name)(trigger.event, contextOf(setting));
  if (given === undefined) return { kind: 'ignored', why: 'declined' };
  const reaction = checked(setting, trigger.name, given);
  if (reaction.state === undefined) throw invalid(setting, trigger.name, 'starts an instance without a state');
  const set = declared(setting, reaction.state);
  return judged(setting, trigger, { ...reaction, arm: { ...set, ...reaction.arm } }, undefined);
}

function handle(setting: Setting, { state }: Instance, trigger: Trigger): unknown {
  const { bound } = setting;
  const context = contextOf(setting);
  switch (trigger.kind) {
    case 'event':
      return handlerOf(bound, 'on', trigger.name)(trigger.event, state, context);
    case 'refusal':
      return handlerOf(bound, 'on', trigger.name)(trigger.refusal, state, context);
    case 'timeout':
      return handlerOf(bound, 'timeouts', trigger.name)(trigger.timeout, state, context);
  }
}

function handlerOf(
  { handlers, definition: { context, name } }: BoundProcess,
  group: keyof AnyProcessHandlers,
  to: string,
): AnyProcessHandlers['starts'][string] {
  const all = handlers[group] ?? {};
  const handler = Object.hasOwn(all, to) ? all[to] : undefined;
  if (typeof handler !== 'function') {
    throw new InvalidReactionError(`${context}.${name}`, to, `is not said: ${group} has no handler for it`);
  }
  return handler.bind(all);
}

function contextOf({ id, now, occasion }: Setting): object {
  let count = 0;
  const newId = (): string => {
    count += 1;
    return derivedId(occasion, 'new', count);
  };
  return { id, now, newId };
}

/** Timeouts that a start arms by itself. */
function declared({ bound: { definition }, now }: Setting, state: unknown): AnyReaction['arm'] {
  const armed: Record<string, { readonly at: string }> = {};
  for (const [name, said] of Object.entries(definition.timeouts)) {
    const due = dueOf(said, state, now);
    if (due !== undefined) armed[name] = { at: due };
  }
  return armed;
}

function dueOf(said: DeclaredTimeout, state: unknown, now: string): string | undefined {
  if ('after' in said) return addDuration(now, said.after);
  if ('free' in said) return undefined;
  const at = said.at.reduce<unknown>((value, key) => (isPlainObject(value) ? ownValue(value, key) : undefined), state);
  return typeof at === 'string' ? at : undefined;
}

function judged(setting: Setting, trigger: Trigger, reaction: AnyReaction, before: unknown): Judged {
  const { name, event } = trigger;
  const { send = [], cancel = [], end = false } = reaction;
  const state = reaction.state ?? before;
  const armed = end ? {} : armedBy(setting, name, reaction, state);
  const both = cancel.find((each) => Object.hasOwn(armed, each));
  if (both !== undefined) throw invalid(setting, name, `arms ${both} and cancels it`);
  const record: Reacted = {
    eventId: event.eventId,
    part: event.part,
    to: name,
    sent: send.map((command, index) => sentBy(setting, name, command, index)),
    armed,
    cancelled: [...new Set(cancel)],
    ...(end ? { ended: true } : {}),
  };
  return { kind: 'reacted', record, state: reaction.state };
}

function armedBy(setting: Setting, to: string, { arm = {} }: AnyReaction, state: unknown): Record<string, string> {
  const { definition } = setting.bound;
  const armed: Record<string, string> = {};
  for (const [name, due] of Object.entries(arm)) {
    if (due === undefined) continue;
    const said = Object.hasOwn(definition.timeouts, name) ? definition.timeouts[name] : undefined;
    if (said === undefined) throw invalid(setting, to, `arms ${name}, which is no timeout of it`);
    const at =
      due.after === undefined ? (due.at ?? dueOf(said, state, setting.now)) : addDuration(setting.now, due.after);
    if (at === undefined || !isInstant(at)) throw invalid(setting, to, `arms ${name} and does not say when`);
    armed[name] = at;
  }
  return armed;
}

function sentBy(setting: Setting, to: string, command: Message, index: number): SentCommand {
  const { bound, occasion, encodeCommand } = setting;
  if (!bound.definition.sends.includes(command.type)) {
    throw invalid(setting, to, `sends ${command.type}, which is not declared under sends`);
  }
  return { commandId: derivedId(occasion, 'command', index), ...encodeCommand(command) };
}

const known: ReadonlySet<string> = new Set(['state', 'send', 'arm', 'cancel', 'end']);

/** What a handler returned, if it is a reaction. @throws InvalidReactionError */
function checked(setting: Setting, to: string, given: unknown): AnyReaction {
  if (!isPlainObject(given)) {
    throw invalid(setting, to, 'is no object: handlers return it, and do not wait for anything');
  }
  const other = Object.keys(given).find((key) => !known.has(key));
  if (other !== undefined) throw invalid(setting, to, `says ${other}, which means nothing`);
  for (const command of listIn(setting, to, given, 'send')) {
    if (!isMessage(command)) throw invalid(setting, to, 'sends something that is no command');
  }
  const { timeouts } = setting.bound.definition;
  for (const name of listIn(setting, to, given, 'cancel')) {
    const isTimeout = typeof name === 'string' && Object.hasOwn(timeouts, name);
    if (!isTimeout) throw invalid(setting, to, `cancels ${String(name)}, which is no timeout of it`);
  }
  return given;
}

function listIn(setting: Setting, to: string, given: PlainObject, key: 'send' | 'cancel'): readonly unknown[] {
  const list = given[key] ?? [];
  if (!Array.isArray(list)) throw invalid(setting, to, `has something under ${key} that is no list`);
  return list;
}

function isMessage(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'data' in value
  );
}

function invalid({ bound: { definition } }: Setting, to: string, problem: string): InvalidReactionError {
  return new InvalidReactionError(`${definition.context}.${definition.name}`, to, problem);
}

/** Timeouts that are due by then, the earliest first. */
export function dueTimers(
  { timers, status }: Instance,
  now: string,
): readonly (readonly [name: string, due: string])[] {
  if (status !== 'running') return [];
  return [...timers]
    .filter(([, due]) => compareInstants(due, now) <= 0)
    .sort(([, left], [, right]) => compareInstants(left, right));
}

/** The types of what a process writes down. */
export function recordTypes({ context, name }: { readonly context: string; readonly name: string }): {
  readonly reacted: string;
  readonly timedOut: string;
  readonly answered: string;
} {
  const type = (last: string): string => `${context}.${name}${last}`;
  return {
    reacted: type(recordNames.reacted),
    timedOut: type(recordNames.timedOut),
    answered: type(recordNames.answered),
  };
}
