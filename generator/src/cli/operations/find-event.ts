import type { FoundStored } from './event-fields.js';
import type { Inspection } from './inspect-store.js';
import type { EventId } from './runtime-types.js';

/** An event by its id, whoever's it is, also of a deleted stream; `undefined` where there is none that may be seen. */
export async function findEvent(
  { view, inspector, viewOf }: Pick<Inspection, 'view' | 'inspector' | 'viewOf'>,
  id: string,
): Promise<FoundStored | undefined> {
  // Ids that are none lie nowhere.
  const place = id === '' ? undefined : await view.inventory.event(id as EventId);
  if (place === undefined) return undefined;
  const { streamName, position, tenant } = place;
  const own = viewOf(tenant);
  const page = await own.readStream(streamName, { from: position, limit: 1 });
  const [stored] = page.events;
  if (stored === undefined) return undefined;
  const logPosition = page.state === 'closed' ? undefined : await own.positionOf(streamName, position);
  return {
    ...stored,
    ...(tenant === undefined ? {} : { tenant }),
    logPosition: logPosition && inspector.serializeLogPosition(logPosition),
  };
}
