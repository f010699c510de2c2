/** `on: [OrderPlaced, payments.PaymentTaken]`: names → the events they mean, by name. */
import { certainName, closestName } from '../../diagnostics/did-you-mean.js';
import type { MessageExtras } from '../../diagnostics/messages.js';
import { child, type Place } from '../../diagnostics/place.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { report } from '../bind-messages.js';
import type { KnownEvent, ProjectionSource } from './projection-source.js';

export interface NamedEvent extends KnownEvent {
  /** As handlers are named. */
  readonly name: string;
}

export function bindProjectedEvents(source: ProjectionSource): readonly NamedEvent[] {
  const { name: projection, raw, place, scope } = source;
  const named = new Set<string>();
  return raw.on
    .flatMap((name, index): readonly NamedEvent[] => {
      const at = child(child(place, 'on'), index);
      if (named.has(name)) {
        scope.problems.push(report('listed-twice', { command: projection, name }, at));
        return [];
      }
      named.add(name);
      return eventOf(name, at, source);
    })
    .sort((left, right) => byCodeUnit(left.name, right.name));
}

function eventOf(name: string, at: Place, source: ProjectionSource): readonly NamedEvent[] {
  const { name: projection, context: own, events, scope } = source;
  const [context, local] = splitName(name, own);
  const known = name === local || context !== own ? events.get(context)?.get(local) : undefined;
  if (known === 'broken') return [];
  if (known === undefined) {
    const parameters = { projection, event: name, context };
    scope.problems.push(report('projection-of-unknown-event', parameters, at, suggestion(name, source)));
    return [];
  }
  if (known === 'fact') {
    const help = 'Name the events that lead to it.';
    const parameters = { projection, event: name, reason: 'a fact: it tells a whole state, and no change' };
    scope.problems.push(report('projection-of-unread-event', parameters, at, { help }));
    return [];
  }
  const found = { ...known, name };
  return refuseUnread(found, at, source) || refuseInline(found, at, source) ? [] : [found];
}

/** Context and local name. */
function splitName(name: string, own: string): readonly [string, string] {
  const dot = name.indexOf('.');
  return dot === -1 ? [own, name] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** Names of events as this projection would write them. */
function suggestion(name: string, { context: own, events }: ProjectionSource): MessageExtras {
  const [context, local] = splitName(name, own);
  if (name !== local && context === own && events.get(own)?.has(local) === true) {
    return { help: `Events of this context have their own name only: ${local}`, fix: { from: name, to: local } };
  }
  const written = [...events].flatMap(([owner, names]) =>
    [...names.keys()].map((event) => (owner === own ? event : `${owner}.${event}`)),
  );
  // A name that only another context has lacks nothing but its context.
  const elsewhere = written.filter((candidate) => candidate.endsWith(`.${local}`));
  const meant = elsewhere[0] ?? closestName(name, written);
  const to = elsewhere.length > 0 ? undefined : certainName(name, written);
  return {
    ...(meant === undefined ? {} : { help: `Did you mean ${meant}?` }),
    ...(to === undefined ? {} : { fix: { from: name, to } }),
  };
}

function refuseUnread(found: NamedEvent, at: Place, source: ProjectionSource): boolean {
  const why = whyUnread(found, found.name);
  if (why === undefined) return false;
  const { reason, ...extras } = why;
  const parameters = { projection: source.name, event: found.name, reason };
  source.scope.problems.push(report('projection-of-unread-event', parameters, at, extras));
  return true;
}

export interface Unread extends Pick<MessageExtras, 'help' | 'related'> {
  readonly reason: string;
}

/** Why nobody ever reads an event; `undefined` for one that is read. */
export function whyUnread({ aggregate, event }: KnownEvent, name: string): Unread | undefined {
  const { ignored, becomes } = event;
  const isInLog = aggregate.persistence === 'events';
  if (isInLog && ignored === undefined && becomes === undefined) return undefined;
  const prefix = name.slice(0, name.length - event.name.length);
  const parts = [...new Set((becomes ?? []).map((part) => prefix + part.event))].join(', ');
  const help = parts === '' ? undefined : `Name what it is read as: ${parts}`;
  const related = [{ at: event.place, message: 'The event is declared here:' }];
  return { reason: unreadReason(event, isInLog), help, related };
}

function unreadReason({ becomes }: NamedEvent['event'], isInLog: boolean): string {
  if (!isInLog) return 'in no log: it is sent and not kept, as the state is the truth';
  return becomes === undefined ? 'skipped when it is read' : 'read as other events';
}

function refuseInline({ aggregate, name }: NamedEvent, at: Place, source: ProjectionSource): boolean {
  const { name: projection, context, raw, scope } = source;
  if (raw.run !== 'inline' || aggregate.context === context) return false;
  const parameters = { projection, context, event: name, other: aggregate.context };
  scope.problems.push(report('inline-foreign-event', parameters, at));
  return true;
}
