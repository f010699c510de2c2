// What docs/guide/testing.md shows of stories about an application, run.
import { test } from 'vitest';
import { givenApplication } from '../../../runtime/src/testing/index.js';
import { AccountOpened, MoneyMoved } from '../../golden/snapshots/expected/src/generated/bank/account.js';
import { Overdrawn } from '../../golden/snapshots/expected/src/generated/bank/account.rejections.js';
import { accountId, createBank } from '../projection/bank-context.js';

const ann = accountId(1);

const bankStory = () => givenApplication((sources) => ({ contexts: { bank: createBank(sources) } }));

test('money is moved, and seen in the balance', async () => {
  await bankStory()
    .events([{ id: { accountId: ann }, event: AccountOpened.of({ holder: { name: 'Ann' } }) }])
    .stored({ id: { accountId: ann }, type: 'bank.MoneyMoved', schemaVersion: 1, data: { cents: 300 } })
    .when(
      ({ bank }) => bank.move(ann, 200),
      ({ bank }) => bank.put('a', 'tea'),
    )
    .thenRow(({ bank }) => bank.projections.skus, { sku: 'tea' }, { sku: 'tea', puts: 1, lastCart: 'a' })
    .thenState(
      ({ bank }) => bank.account(ann),
      (state) => state.status === 'open' && state.balance === 500n,
    )
    .when(({ bank }) => bank.move(ann, -50, 'coffee'))
    .thenEvents([{ event: MoneyMoved.of({ cents: -50 }), metadata: { commandId: 'coffee' } }])
    .when(({ bank }) => bank.move(ann, -900))
    .thenRejected(Overdrawn.of({ balance: 450 }));
});
