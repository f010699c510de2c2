import { readLog } from '@varve/runtime';
import { createCloudEvents } from '@varve/runtime/cloudevents';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';

/** What docs/guide/cloudevents.md shows. */
export async function exported(store: FullEventStore): Promise<string> {
  const cloudEvents = createCloudEvents({
    source: 'https://bank.example/',
    registries: [bankRegistry],
    store,
    extensions: ({ metadata }) => (metadata.actor === undefined ? {} : { actor: metadata.actor }),
  });
  const lines: string[] = [];
  for await (const event of readLog(store, [bankRegistry])) lines.push(cloudEvents.toJson(event));
  return lines.join('\n');
}
