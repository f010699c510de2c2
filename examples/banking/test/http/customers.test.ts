import { expect, test } from 'vitest';
import { apiKit, id } from './kit.js';

const ada = `/customers/${id(9)}`;
const body = { name: 'Ada', address: 'Harbour Lane 3' };

test('a customer is registered, moves, and has accounts', async () => {
  const { send } = apiKit();
  expect(await send('PUT', ada, { body })).toMatchObject({ status: 201 });
  const found = await send('GET', ada);
  expect([found.body, found.headers.get('etag')]).toEqual([body, '"1"']);
  const moving = { body: { address: 'Bank Street 1' }, headers: { 'if-match': '"1"' } };
  expect((await send('PUT', `${ada}/address`, moving)).status).toBe(200);
  expect(await send('PUT', `${ada}/address`, moving)).toMatchObject({ status: 412, body: { expected: 1, actual: 2 } });
  expect((await send('GET', ada)).body).toEqual({ name: 'Ada', address: 'Bank Street 1' });
  await send('PUT', `/accounts/${id(1)}`, { body: { customerId: id(9) } });
  expect(await send('GET', `${ada}/accounts`)).toMatchObject({
    body: { accounts: [{ accountId: id(1), balance: '0' }] },
  });
});

test('a customer is registered once, and one who is not cannot move', async () => {
  const { send, store } = apiKit();
  await send('PUT', ada, { body });
  expect(await send('PUT', ada, { body })).toMatchObject({ status: 409, body: { type: '/problems/customer-exists' } });
  expect((await send('PUT', ada, { body: { name: '', address: 'x' } })).status).toBe(400);
  const stranger = { body: { address: 'x' }, headers: { 'if-match': '"0"' } };
  expect((await send('PUT', `/customers/${id(8)}/address`, stranger)).status).toBe(404);
  expect((await send('GET', `/customers/${id(8)}`)).status).toBe(404);
  expect((await store.readOutbox(10)).map(({ topic }) => topic)).toEqual(['banking.CustomerRegistered']);
});
