import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readLog, streamName } from '@varve/runtime';
import { verifyLog } from '@varve/runtime/operations';
import { openApplication } from '@varve/runtime/projections';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBank } from '../../src/bank.js';
import { closeBooks } from '../../src/desk/close-books.js';
import { registries } from '../../src/registries.js';
import { copyOldLog, oldAccounts, type OldLog, original } from './old-log.js';

let log: OldLog;
beforeEach(async () => {
  log = await copyOldLog();
});
afterEach(() => log.remove());

const cents = (amount: string): number => Math.round(Number(amount) * 100);

test('the log is the one that was checked in', async () => {
  const written = createHash('sha256')
    .update(await readFile(original))
    .digest('hex');
  expect(written).toBe('c8666dac84d973a03e6cab681a4b63ec2f1775d077b0adaa1ac530a65b0c2c40');
});

describe('what the first release wrote', () => {
  test('can be read, all of it', async () => {
    const { types, foreign } = await verifyLog(log.store, { registries });
    const sum = (of: 'stored' | 'failed') => types.reduce((total, type) => total + type[of], 0);
    expect([sum('stored'), sum('failed'), foreign]).toEqual([280, 0, 0]);
  });

  test('is in euros where it was in cents, and its bookings have the numbers that they would have had', async () => {
    const read = new Map<string, { type: string; amount?: string; booking?: number }>();
    for await (const event of readLog(log.store, registries, { filter: { types: ['banking.MoneyDeposited'] } })) {
      if (event.type === 'banking.MoneyDeposited') read.set(event.eventId, { ...event.data, type: event.type });
    }
    const { events } = await log.store.readLog({ limit: 1_000 });
    const deposits = events.filter(({ type }) => type === 'banking.MoneyDeposited');
    expect(read.size).toBe(77);
    for (const { eventId, data, position } of deposits) {
      const old = JSON.parse(data) as { cents: number; bookedAt: string };
      const now = read.get(eventId);
      expect(now).toEqual({
        ...{ type: 'banking.MoneyDeposited', bookedAt: old.bookedAt, booking: position + 1 },
        amount: (old.cents / 100).toFixed(2),
      });
    }
  });

  test('folds to the balances of then', async () => {
    const { account } = openBank(log.store);
    const statuses = new Set<string>();
    for (const [accountId, { state: old, streamVersion }] of Object.entries(await oldAccounts())) {
      const now = await account.load(accountId);
      statuses.add(now.state.status);
      expect(now.streamVersion).toBe(streamVersion);
      if (now.state.status === 'none') throw new Error(accountId);
      const { status, customerId, currency, balance } = now.state;
      expect({ status, customerId, currency, cents: cents(balance) }).toEqual({ cents: 0, ...old, currency: 'EUR' });
    }
    expect(statuses).toEqual(new Set(['open', 'closed']));
  });

  test('so do the facts that it left behind every change', async () => {
    const latest = new Map<string, { status: string; balance?: string }>();
    for await (const event of readLog(log.store, registries, { filter: { types: ['banking.AccountFact'] } })) {
      if (event.type === 'banking.AccountFact') latest.set(event.id.accountId, event.data);
    }
    const accounts = Object.entries(await oldAccounts());
    expect(latest.size).toBe(accounts.length);
    for (const [accountId, { state }] of accounts) {
      const { status, balance } = latest.get(accountId) ?? { status: 'none' };
      expect({ status, cents: cents(balance ?? '') }).toEqual({ status: state.status, cents: state.cents ?? 0 });
    }
  });
});

describe('the bank of then goes on today', () => {
  const accountId = 'a0000000-0000-7000-8000-000000000001';

  test('with customers as they were kept', async () => {
    const { customer } = openBank(log.store);
    const ada = 'c0000000-0000-7000-8000-000000000001';
    expect(await customer.load(ada)).toEqual({
      revision: 1,
      state: { status: 'registered', name: 'Ada Lovelace', address: 'Bank Street 1, Hamburg' },
    });
  });

  test('with views that nobody had then: the first start builds them from what lies there', async () => {
    const bank = openBank(log.store);
    const application = openApplication({ contexts: { bank } });
    await application.start();
    await application.caughtUp();
    for (const [id, { state }] of Object.entries(await oldAccounts())) {
      const row = await bank.projections.accountBalance.find({ accountId: id });
      expect([row?.status, cents(row?.balance ?? '')]).toEqual([state.status, state.cents ?? 0]);
      let sum = 0;
      for await (const line of bank.projections.statementLine.all({ where: { accountId: id } }))
        sum += cents(line.amount);
      expect(sum).toBe(state.cents ?? 0);
    }
    await bank.account.depositMoney({ accountId, amount: '0.01' });
    const row = await bank.projections.accountBalance.find({ accountId });
    expect(cents(row?.balance ?? '')).toBe(412_225);
    await application.stop();
  });

  test('and closes its books: old bookings lie in the archive, and still count', async () => {
    const bank = openBank(log.store);
    const before = await bank.account.load(accountId);
    const closed = await closeBooks(bank, log.store, accountId);
    expect(closed).toEqual({ streamVersion: before.streamVersion + 1, isArchived: true });
    const page = await log.store.readStream(streamName('banking.account', [accountId]), { archived: 'exclude' });
    expect(page.events.map(({ type }) => type)).toEqual(['banking.BooksClosed']);
    const after = await bank.account.load(accountId);
    expect(after.state).toMatchObject({ ...before.state, settledBookings: before.streamVersion });
    const january = await bank.account.load(accountId, { asOf: '2026-01-20T00:00:00Z' });
    expect(january.streamVersion).toBeLessThan(before.streamVersion);
    expect(january.streamVersion).toBeGreaterThan(1);
  });
});
