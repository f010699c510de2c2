// Follows the log without end: for each page `page <position> <number of events since the start> <digest>`, where the digest
// chains the ids of all events since the start. Parameters: address, place to start behind or `-`.
import { createHash } from 'node:crypto';
import { parameter, say } from '../../faults/children/program.js';
import type { LogPosition } from '../../../runtime/src/store/stored-event.js';
import { openAt } from '../../support/open-at.js';

const store = await openAt(parameter(0));
let after: LogPosition | undefined = parameter(1) === '-' ? undefined : store.parseLogPosition(parameter(1));
let count = 0;
let digest = '';

for (;;) {
  let events: readonly { readonly eventId: string }[] = [];
  try {
    const page = await store.readLog({ limit: 1 + ((count * 7) % 500), ...(after === undefined ? {} : { after }) });
    events = page.events;
    after = page.scannedTo ?? after;
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'store-unavailable' && code !== 'store-busy') throw error;
  }
  if (events.length > 0 && after !== undefined) {
    count += events.length;
    digest = createHash('sha1')
      .update(digest + events.map(({ eventId }) => eventId).join())
      .digest('hex');
    say(`page ${store.serializeLogPosition(after)} ${String(count)} ${digest}`);
  }
  await new Promise((resolve) => setTimeout(resolve, events.length > 0 ? 1 : 10));
}
