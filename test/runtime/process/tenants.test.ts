import { expect, test } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { scene } from './process-scene.js';
import { openTransferring, transferId } from './transferring.js';
import { openApplication } from '../../../runtime/src/application/application.js';

test('an event of a tenant stops a process, which says whose it is not', async () => {
  const store = createMemoryEventStore();
  const { application } = await scene(store, { from: 'beginning' });
  await application.start();
  const north = openTransferring({ store: store.forTenant('north') });
  await north.transfers.request(1, { from: 'ann', to: 'bob', cents: 1 });
  await expect(application.ended).rejects.toMatchObject({ code: 'processor-failed', cause: { code: 'tenant-event' } });
  expect(await north.transfers.processes.moneyTransfer.find(transferId(1))).toBeUndefined();
});

test('a tenant’s handle takes commands, and runs nothing', () => {
  const { accounts, transfers } = openTransferring({ store: createMemoryEventStore().forTenant('north') });
  expect(() => openApplication({ contexts: { accounts, transfers } })).toThrow(/tenant’s handle/);
});
