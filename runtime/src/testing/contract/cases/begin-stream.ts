import type { StreamName } from '../../../message/identifiers.js';
import type { EventStore } from '../../../store/event-store.js';
import { claimSame } from '../claims.js';
import type { World } from '../contract-case.js';
import { uncheckedStreamName } from '../samples.js';

/** A name that several tenants use. */
export const place = uncheckedStreamName('order-1');

/** Stores one event as the first of its stream. @returns its id */
export async function begin(
  store: Pick<EventStore, 'append'>,
  { samples }: World,
  streamName: StreamName = place,
): Promise<string> {
  const event = samples.event();
  const result = await store.append({ streamName, expected: 'no-stream', events: [event] });
  claimSame(result.kind, 'appended', `${streamName} begins.`);
  return event.eventId;
}
