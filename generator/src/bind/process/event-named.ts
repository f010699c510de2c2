import { certainName, closestName } from '../../diagnostics/did-you-mean.js';
import type { MessageExtras } from '../../diagnostics/messages.js';
import type { Place } from '../../diagnostics/place.js';
import { report } from '../bind-messages.js';
import { type NamedEvent, whyUnread } from '../projection/bind-projected-events.js';
import { type ProcessSource, splitName } from './process-source.js';

/** The event that a name means; `undefined` where there is none to follow, which is reported. */
export function eventNamed(name: string, at: Place, source: ProcessSource): NamedEvent | undefined {
  const { name: process, context: own, events, scope } = source;
  const [context, local] = splitName(name, own);
  const known = name === local || context !== own ? events.get(context)?.get(local) : undefined;
  if (known === 'broken') return undefined;
  if (known === undefined) {
    const extras = suggestion(name, source);
    scope.problems.push(report('process-of-unknown-event', { process, event: name, context }, at, extras));
    return undefined;
  }
  const why = known === 'fact' ? { reason: 'a fact: it tells a whole state, and no change' } : whyUnread(known, name);
  if (why === undefined && known !== 'fact') return { ...known, name };
  const { reason = '', ...extras } = why ?? {};
  scope.problems.push(report('process-of-unread-event', { process, event: name, reason }, at, extras));
  return undefined;
}

/** Names of events as this process would write them. */
function suggestion(name: string, { context: own, events }: ProcessSource): MessageExtras {
  const [, local] = splitName(name, own);
  const written = [...events].flatMap(([owner, names]) =>
    [...names.keys()].map((event) => (owner === own ? event : `${owner}.${event}`)),
  );
  // A name that only another context has lacks nothing but its context; one of this context has one too many.
  const elsewhere = written.filter((candidate) => candidate === local || candidate.endsWith(`.${local}`));
  const meant = elsewhere[0] ?? closestName(name, written);
  const to = elsewhere.length > 0 ? undefined : certainName(name, written);
  return {
    ...(meant === undefined ? {} : { help: `Did you mean ${meant}?` }),
    ...(to === undefined ? {} : { fix: { from: name, to } }),
  };
}
