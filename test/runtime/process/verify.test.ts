import { expect, test } from 'vitest';
import { verifyLog } from '../../../runtime/src/operations/verify-log.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { accountsRegistry } from '../../golden/processes/expected/src/generated/accounts/accounts.js';
import { transfersRegistry } from '../../golden/processes/expected/src/generated/transfers/transfers.js';
import { started } from './process-scene.js';

test('verifying a log reads the states of processes, and counts what else they note', async () => {
  const store = createMemoryEventStore();
  const { transfers, application } = await started(store);
  await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
  await application.settled();
  const { types } = await verifyLog(store, { registries: [accountsRegistry, transfersRegistry] });
  const noted = types.filter(({ storedType }) => storedType.startsWith('transfers.MoneyTransfer'));
  expect(noted.map(({ storedType, decoded, ignored, failed }) => [storedType, decoded, ignored, failed])).toEqual([
    ['transfers.MoneyTransferAnswered', 0, 3, 0],
    ['transfers.MoneyTransferReacted', 0, 4, 0],
    ['transfers.MoneyTransferState', 3, 0, 0],
  ]);
  expect(types.reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
});
