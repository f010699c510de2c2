import type { Message } from '../message/message.js';
import { setOwn } from '../shape/plain-object.js';
import { deepEqual } from './deep-equal.js';
import { ExpectationError } from './expectation-error.js';
import type { AppendedEvent } from './application-stage.js';
import type { ExpectedEvent } from './given-application.js';

type Described = Exclude<ExpectedEvent, Message>;

const described = (expected: ExpectedEvent): Described => ('event' in expected ? expected : { event: expected });

/** Exactly these, in this order. @throws ExpectationError */
export function expectAppended(events: readonly AppendedEvent[], expected: readonly ExpectedEvent[]): void {
  const wanted = expected.map(described);
  const shownWanted = wanted.map(({ event: { type, data }, ...others }) => ({ type, data, ...others }));
  const shown = events.map((event, at) => seen(event, wanted[at]));
  if (!deepEqual(shown, shownWanted)) throw new ExpectationError('Other events were appended.', shownWanted, shown);
}

/** As much of an event as is spoken of. */
function seen(event: AppendedEvent, wanted: Described | undefined): object {
  const { type, data, id } = event;
  const { metadata } = wanted ?? {};
  return {
    ...{ type, data },
    ...(wanted?.id === undefined ? {} : { id }),
    ...(metadata === undefined ? {} : { metadata: named(event, metadata) }),
    ...(wanted?.tenant === undefined ? {} : { tenant: event.tenant }),
  };
}

function named({ metadata }: AppendedEvent, keys: object): object {
  const some: Record<string, unknown> = {};
  for (const key of Object.keys(keys)) if (metadata[key] !== undefined) setOwn(some, key, metadata[key]);
  return some;
}
