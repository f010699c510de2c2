import { describe, expect, test } from 'vitest';
import { apiKit, id } from './kit.js';

const account = `/accounts/${id(1)}`;

async function openedKit() {
  const kit = apiKit();
  await kit.send('PUT', account, { body: { customerId: id(9) } });
  return kit;
}

describe('an account', () => {
  test('is opened, paid into, drawn from, and looked at', async () => {
    const { send } = apiKit();
    const opened = await send('PUT', account, { body: { customerId: id(9), currency: 'EUR' } });
    expect([opened.status, opened.headers.get('etag')]).toEqual([201, '"1"']);
    const deposit = await send('POST', `${account}/deposits`, { body: { amount: '100.10' } });
    expect(deposit).toMatchObject({
      status: 201,
      body: { streamVersion: 2, events: [{ type: 'banking.MoneyDeposited', data: { amount: '100.10', booking: 2 } }] },
    });
    await send('POST', `${account}/withdrawals`, { body: { amount: '0.2' } });
    expect((await send('GET', `${account}/balance`)).body).toEqual({
      balance: '99.9',
      currency: 'EUR',
      status: 'open',
    });
    const now = await send('GET', account);
    expect(now).toMatchObject({ status: 200, body: { status: 'open', balance: '99.9', lastBooking: 3 } });
    expect(now.headers.get('etag')).toBe('"3"');
  });

  test('is closed when it is empty', async () => {
    const { send } = await openedKit();
    expect(await send('DELETE', account, { headers: { 'if-match': '"1"' } })).toMatchObject({ status: 200 });
    const late = await send('POST', `${account}/deposits`, { body: { amount: '1' } });
    expect(late).toMatchObject({
      status: 409,
      body: { type: '/problems/account-not-open', status: 409, rejection: { status: 'closed' } },
    });
    expect(late.headers.get('content-type')).toBe('application/problem+json');
  });

  test('that nobody opened is not there', async () => {
    const { send } = apiKit();
    for (const path of [account, `${account}/balance`, '/accounts/nonsense', '/nowhere']) {
      expect(await send('GET', path), path).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    }
    expect((await send('POST', `${account}/deposits`, { body: { amount: '1' } })).status).toBe(409);
  });

  test('tells what it was', async () => {
    let hour = 8;
    const kit = apiKit({ now: () => `2026-11-29T${String(hour).padStart(2, '0')}:00:00Z` });
    await kit.send('PUT', account, { body: { customerId: id(9) } });
    for (const amount of ['1', '2', '4']) {
      hour += 1;
      await kit.send('POST', `${account}/deposits`, { body: { amount } });
    }
    const balanceAt = async (at: string) => (await kit.send('GET', `${account}?at=${at}`)).body;
    expect(await balanceAt('2026-11-29T10:30:00Z')).toMatchObject({ balance: '3' });
    expect(await balanceAt('2026-11-29T08:00:00Z')).toMatchObject({ balance: '0' });
    expect((await kit.send('GET', `${account}?at=2026-11-29T07:59:59Z`)).status).toBe(404);
    expect((await kit.send('GET', `${account}?at=yesterday`)).status).toBe(400);
  });
});

describe('what does not fit', () => {
  test.each([
    [{ amount: 'much' }, '/amount'],
    [{ amount: '-1' }, '/amount'],
    [{ amount: 1.5 }, '/amount'],
    [{}, '/amount'],
    [{ amount: '1', for: 'you' }, '/for'],
  ])('%j is refused with its place', async (body, pointer) => {
    const { send, store } = await openedKit();
    const answer = await send('POST', `${account}/deposits`, { body });
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/invalid-request', problems: [{ pointer }] } });
    expect((await store.readLog({})).events).toHaveLength(2);
  });

  test.each(['{', '[]', 'null', '"text"', '{"__proto__": 1}'])('neither is %s', async (text) => {
    const { send } = await openedKit();
    expect((await send('POST', `${account}/deposits`, { text })).status).toBe(400);
  });

  test('neither is what is larger than any request', async () => {
    const { send } = await openedKit();
    const text = JSON.stringify({ amount: '1', note: 'x'.repeat(70_000) });
    expect(await send('POST', `${account}/deposits`, { text })).toMatchObject({ status: 413 });
  });

  test('an address and a body that contradict each other mean the address', async () => {
    const { send } = await openedKit();
    await send('POST', `${account}/deposits`, { body: { amount: '5', accountId: id(2) } });
    expect((await send('GET', `${account}/balance`)).body).toMatchObject({ balance: '5' });
  });

  test('yen have no cents, and nobody has more than there is', async () => {
    const { send } = apiKit();
    await send('PUT', account, { body: { customerId: id(9), currency: 'JPY' } });
    const cents = await send('POST', `${account}/deposits`, { body: { amount: '100.5' } });
    expect(cents).toMatchObject({ status: 422, body: { rejection: { currency: 'JPY', allowed: 0 } } });
    const poor = await send('POST', `${account}/withdrawals`, { body: { amount: '1' } });
    expect(poor).toMatchObject({
      status: 409,
      body: { type: '/problems/insufficient-funds', rejection: { balance: '0' } },
    });
  });
});

describe('a client of the first release', () => {
  test('sends cents, and says so', async () => {
    const { send } = await openedKit();
    const old = { 'schema-version': '1' };
    expect(await send('POST', `${account}/deposits`, { body: { cents: 1250 }, headers: old })).toMatchObject({
      body: { events: [{ data: { amount: '12.50' } }] },
    });
    expect((await send('POST', `${account}/deposits`, { body: { amount: '1' }, headers: old })).status).toBe(400);
  });

  test.each(['3', '0', 'x', '-1', '1e99'])('version %s is of no release', async (spoken) => {
    const { send } = await openedKit();
    const answer = await send('POST', `${account}/deposits`, { body: {}, headers: { 'schema-version': spoken } });
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/unknown-schema-version' } });
  });
});

describe('If-Match', () => {
  test('is asked for where something is replaced or ended', async () => {
    const { send } = await openedKit();
    const blind = await send('PUT', `${account}/daily-limit`, { body: { limit: '50' } });
    expect(blind).toMatchObject({ status: 428, body: { type: '/problems/if-match-required' } });
    expect((await send('DELETE', account)).status).toBe(428);
  });

  test('that is no longer true changes nothing', async () => {
    const { send } = await openedKit();
    const headers = { 'if-match': '"1"' };
    await send('POST', `${account}/deposits`, { body: { amount: '1' } });
    const late = await send('PUT', `${account}/daily-limit`, { body: { limit: '50' }, headers });
    expect(late).toMatchObject({ status: 412, body: { expected: 1, actual: 2 } });
    const etag = (await send('GET', account)).headers.get('etag') ?? '';
    const limit = await send('PUT', `${account}/daily-limit`, { body: { limit: '50' }, headers: { 'if-match': etag } });
    expect([limit.status, limit.headers.get('etag')]).toEqual([200, '"3"']);
  });

  test.each(['*', 'W/"1"', '1', '"x"', '"99999999999999999999"'])('%s is no ETag of ours', async (tag) => {
    const { send } = await openedKit();
    const answer = await send('DELETE', account, { headers: { 'if-match': tag } });
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/invalid-etag' } });
  });
});

describe('an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'k-1', 'x-actor': 'app' };

  test('makes fifty requests at once one deposit', async () => {
    const { send, bank } = await openedKit();
    const deposits = Array.from({ length: 50 }, () =>
      send('POST', `${account}/deposits`, { body: { amount: '7' }, headers }),
    );
    const answers = await Promise.all(deposits);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers: sent }) => sent.get('idempotent-replayed') === null)).toHaveLength(1);
    expect((await bank.account.load(id(1))).state).toMatchObject({ balance: '7' });
  });

  test('answers with the first refusal, though it would be accepted now', async () => {
    const { send } = await openedKit();
    const first = await send('POST', `${account}/withdrawals`, { body: { amount: '7' }, headers });
    await send('POST', `${account}/deposits`, { body: { amount: '7' } });
    expect((await send('POST', `${account}/withdrawals`, { body: { amount: '7' }, headers })).body).toEqual(first.body);
  });

  test('of another request is refused; that of somebody else is another key', async () => {
    const { send } = await openedKit();
    await send('POST', `${account}/deposits`, { body: { amount: '7' }, headers });
    const other = await send('POST', `${account}/deposits`, { body: { amount: '8' }, headers });
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/key-reused' } });
    const elsewhere = { ...headers, 'x-actor': 'web' };
    expect((await send('POST', `${account}/deposits`, { body: { amount: '8' }, headers: elsewhere })).status).toBe(201);
  });

  test.each(['', 'a b', 'ü', 'x'.repeat(101)])('%j is none', async (key) => {
    const { send } = await openedKit();
    const answer = send('POST', `${account}/deposits`, { body: { amount: '1' }, headers: { 'idempotency-key': key } });
    expect(await answer).toMatchObject({ status: 400, body: { type: '/problems/invalid-key' } });
  });
});
