import { expect, test } from 'vitest';
import { streamKey } from '../../../runtime/src/processor/desk.js';
import { streamsWithParked } from '../../../runtime/src/processor/parked-events.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { createSamples } from '../../../runtime/src/testing/contract/samples.js';

test('what is parked of one tenant keeps no stream of another back', async () => {
  const store = createMemoryEventStore();
  const samples = createSamples();
  const streamName = samples.stream();
  for (const tenant of ['north', 'south']) {
    await store.forTenant(tenant).append({ streamName, expected: 'any', events: samples.events(1) });
  }
  const [north, south] = (await store.readLog()).events;
  if (north === undefined || south === undefined) throw new Error('Both are in the log.');
  const { eventId, position, tenant = '' } = north;
  const parked = { processor: 'p', eventId, tenant, streamName, position, logPosition: '1', reason: '' };
  await store.transact((unit) => unit.park(parked));
  const waiting = await streamsWithParked(store, 'p');
  expect([waiting.has(streamKey(north)), waiting.has(streamKey(south))]).toEqual([true, false]);
});
