import type { LogReader } from './read.js';
import type { LogPosition } from './stored-event.js';

/** Places of the log up to this one, where the store numbers them; 0 elsewhere. */
export function placesUpTo(store: Pick<LogReader, 'serializeLogPosition'>, place: LogPosition | undefined): number {
  const text = place === undefined ? '0' : store.serializeLogPosition(place);
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
