import type { FullEventStore } from '@varve/runtime';
import { Hono } from 'hono';
import type { Bank } from '../bank.js';
import { closeBooks } from '../desk/close-books.js';
import {
  CloseAccount,
  DepositMoney,
  OpenAccount,
  PayInterest,
  SetDailyLimit,
  WithdrawMoney,
} from '../generated/banking/account.js';
import { answer, etag } from './answers.js';
import { ProblemError } from './problem.js';
import { commandIn, idIn, momentIn, optionsOf, requireIfMatch } from './request.js';

const noAccount = { status: 404, kind: 'not-found', title: 'There is no such account.' } as const;

/** Accounts: their history is the truth, and an ETag is a stream version. */
export function accountRoutes(bank: Bank, store: FullEventStore): Hono {
  const routes = new Hono();

  routes.put('/:accountId', async (c) => {
    const { data } = await commandIn(c, OpenAccount, { accountId: idIn(c, 'accountId') });
    return answer(c, await bank.account.openAccount(data, optionsOf(c, 'streamVersion')), { status: 201 });
  });

  routes.post('/:accountId/deposits', async (c) => {
    const { data } = await commandIn(c, DepositMoney, { accountId: idIn(c, 'accountId') });
    return answer(c, await bank.account.depositMoney(data, optionsOf(c, 'streamVersion')), { status: 201 });
  });

  routes.post('/:accountId/withdrawals', async (c) => {
    const { data } = await commandIn(c, WithdrawMoney, { accountId: idIn(c, 'accountId') });
    return answer(c, await bank.account.withdrawMoney(data, optionsOf(c, 'streamVersion')), { status: 201 });
  });

  routes.post('/:accountId/interest', async (c) => {
    const { data } = await commandIn(c, PayInterest, { accountId: idIn(c, 'accountId') });
    return answer(c, await bank.account.payInterest(data, optionsOf(c, 'streamVersion')), { status: 201 });
  });

  routes.put('/:accountId/daily-limit', async (c) => {
    requireIfMatch(c);
    const { data } = await commandIn(c, SetDailyLimit, { accountId: idIn(c, 'accountId') });
    return answer(c, await bank.account.setDailyLimit(data, optionsOf(c, 'streamVersion')));
  });

  routes.delete('/:accountId', async (c) => {
    requireIfMatch(c);
    const { data } = await commandIn(c, CloseAccount, { accountId: idIn(c, 'accountId') });
    return answer(c, await bank.account.closeAccount(data, optionsOf(c, 'streamVersion')));
  });

  routes.post('/:accountId/books', async (c) => {
    const closed = await closeBooks(bank, store, idIn(c, 'accountId'));
    if (closed === undefined)
      throw new ProblemError({ status: 409, kind: 'account-not-open', title: 'The account is not open.' });
    return c.json(closed, 200, { etag: etag(closed.streamVersion) });
  });

  return routes.route('/', accountViews(bank));
}

function accountViews(bank: Bank): Hono {
  const routes = new Hono();

  // Now, or as it was: ?at=2026-02-01T00:00:00Z
  routes.get('/:accountId', async (c) => {
    const { state, streamVersion } = await bank.account.load(idIn(c, 'accountId'), momentIn(c));
    if (state.status === 'none') throw new ProblemError(noAccount);
    return c.json(state, 200, { etag: etag(streamVersion) });
  });

  // What was deposited a moment ago is in it: the row was written in the same commit.
  routes.get('/:accountId/balance', async (c) => {
    const row = await bank.projections.accountBalance.find({ accountId: idIn(c, 'accountId') });
    if (row === undefined) throw new ProblemError(noAccount);
    return c.json({ balance: row.balance, currency: row.currency, status: row.status });
  });

  routes.get('/:accountId/statement', async (c) => {
    const after = c.req.query('after');
    const { rows, cursor } = await bank.projections.statementLine.query({
      where: { accountId: idIn(c, 'accountId') },
      orderBy: [{ by: 'booking' }],
      limit: 50,
      ...(after === undefined ? {} : { after }),
    });
    return c.json({ lines: rows, ...(cursor === undefined ? {} : { next: cursor }) });
  });

  routes.get('/:accountId/transfers', async (c) => {
    const { rows } = await bank.projections.transferOverview.query({
      where: { from: idIn(c, 'accountId') },
      orderBy: [{ by: 'requestedAt', descending: true }],
      limit: 50,
    });
    return c.json({ transfers: rows });
  });

  return routes;
}
