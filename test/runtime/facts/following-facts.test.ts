import { expect, test } from 'vitest';
import { readLog } from '../../../runtime/src/repository/read-log.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { AccountFact } from '../../golden/stored-states/expected/src/generated/bank/account.js';
import { accountId, holder, openBank, registry } from './bank-kit.js';

test('the latest state can be taken from facts alone, without folding', async () => {
  const store = createMemoryEventStore();
  const { account } = openBank(store);
  await account.openAccount({ accountId, holder });
  for (const cents of [500, -120]) await account.moveMoney({ accountId, cents });
  const balances = new Map<string, bigint>();
  for await (const event of readLog(store, [registry], { filter: { types: [AccountFact.type] } })) {
    if (event.type !== AccountFact.type) continue;
    balances.set(event.id.accountId, event.data.status === 'none' ? 0n : event.data.balance);
  }
  expect(balances).toEqual(new Map([[accountId, 380n]]));
});
