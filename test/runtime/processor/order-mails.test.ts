import { expect, test } from 'vitest';
import { open, bankKit, accountId } from '../snapshot/bank-kit.js';
import { startOrderMails } from './order-mails.js';

test('an account that is opened is welcomed once', async () => {
  const { store, bank } = bankKit();
  const first = await startOrderMails(store);
  await open(bank);
  const head = await store.head();
  if (head === undefined) throw new Error('nothing was stored');
  await first.reached(head);
  await first.stop();
  const second = await startOrderMails(store);
  await second.reached(head);
  await second.stop();
  expect(await store.readOutbox(10)).toMatchObject([
    { topic: 'welcome', orderKey: accountId, payload: '{"holder":{"name":"Ann"}}' },
  ]);
});
