import { describe, expect, test } from 'vitest';
import { givenProcess } from '../../../runtime/src/testing/index.js';
import {
  Credit,
  Credited,
  Debit,
  Debited,
  InsufficientFunds,
  NoSuchAccount,
} from '../../golden/processes/expected/src/generated/accounts/account.js';
import { accountsRegistry } from '../../golden/processes/expected/src/generated/accounts/accounts.js';
import { moneyTransfer } from '../../golden/processes/expected/src/generated/transfers/money-transfer.js';
import {
  CompleteTransfer,
  FailTransfer,
  TransferCompleted,
  TransferRequested,
} from '../../golden/processes/expected/src/generated/transfers/transfer.js';
import { transfersRegistry } from '../../golden/processes/expected/src/generated/transfers/transfers.js';
import { moneyTransferHandlers } from './money-transfer.js';
import { transferId } from './transferring.js';

const registries = [accountsRegistry, transfersRegistry];
const id = transferId(1);
const cents = 30;
const requested = { id: { transferId: id }, event: TransferRequested.of({ from: 'ann', to: 'bob', cents }) };
const debited = { id: { accountId: 'ann' }, event: Debited.of({ transferId: id, cents }) };
const credited = { id: { accountId: 'bob' }, event: Credited.of({ transferId: id, cents }) };
const completed = { id: { transferId: id }, event: TransferCompleted.of({}) };

const given = (handlers: typeof moneyTransferHandlers = moneyTransferHandlers) =>
  givenProcess(moneyTransfer, handlers, { registries });

describe('a story of a process', () => {
  test('tells what is sent, known and waited for', () => {
    given()
      .when(requested)
      .thenSends([Debit.of({ accountId: 'ann', transferId: id, cents })])
      .thenState({ from: 'ann', to: 'bob', cents, phase: 'debiting', reminded: 0 })
      .thenTimeouts({ unanswered: '2026-01-01T01:00:00.000Z' })
      .when(debited)
      .thenSends([Credit.of({ accountId: 'bob', transferId: id, cents })])
      .thenTimeouts({ unanswered: '2026-01-01T01:00:00.000Z', review: '2026-01-01T00:10:00.000Z' })
      .when(credited)
      .thenSends([CompleteTransfer.of({ transferId: id })])
      .thenTimeouts({})
      .thenRunning()
      .when(completed)
      .thenSendsNothing()
      .thenEnded()
      .when(completed)
      .thenIgnored('ended');
  });

  test('tells of refusals, and of what is compensated', () => {
    given()
      .events([requested, debited])
      .whenRefused('accounts.Credit/NoSuchAccount', NoSuchAccount.of())
      .thenSends([Credit.of({ accountId: 'ann', transferId: id, cents })])
      .thenState((state) => state.phase === 'refunding');
    given()
      .events([requested])
      .whenRefused('accounts.Debit/InsufficientFunds', InsufficientFunds.of({ missing: 7 }))
      .thenSends([FailTransfer.of({ transferId: id, reason: 'missing 7' })]);
  });

  test('tells of time', () => {
    given()
      .events([
        { ...requested, event: TransferRequested.of({ ...requested.event.data, remindAt: '2026-01-01T00:30:00Z' }) },
      ])
      .whenTimeout('reminder')
      .thenSendsNothing()
      .thenTimeouts({ unanswered: '2026-01-01T01:00:00.000Z', reminder: '2026-01-01T00:35:00.000Z' })
      .at('2026-01-01T00:50:00Z')
      .when(debited)
      .thenSends([Credit.of({ accountId: 'bob', transferId: id, cents })])
      .thenTimeouts({
        unanswered: '2026-01-01T01:00:00.000Z',
        reminder: '2026-01-01T00:35:00.000Z',
        review: '2026-01-01T01:00:00.000Z',
      })
      .whenTimeout('unanswered')
      .thenSends([FailTransfer.of({ transferId: id, reason: 'unanswered' })]);
  });

  test('reads events as older code wrote them, and ignores what is not for it', () => {
    const { type } = TransferRequested;
    given()
      .when(debited)
      .thenIgnored('not-started')
      .thenNotStarted()
      .whenStored({ type, schemaVersion: 1, data: { from: 'ann', to: 'bob', cents }, id: { transferId: id } })
      .thenSends([Debit.of({ accountId: 'ann', transferId: id, cents })])
      .when(requested)
      .thenIgnored('started');
  });

  test('a handler that does what it may not is found out', () => {
    const wrong = (reaction: unknown) => () =>
      given({ ...moneyTransferHandlers, starts: { TransferRequested: () => reaction as never } });
    const state = { from: 'a', to: 'b', cents: 1, phase: 'debiting', reminded: 0 };
    const cases: readonly (readonly [unknown, string | RegExp])[] = [
      [Promise.resolve({ state }), /is no object/],
      [{ send: [] }, /without a state/],
      [{ state, sent: [] }, /says sent/],
      [{ state, send: Debit.of({ accountId: 'a', transferId: id, cents: 1 }) }, /under send that is no list/],
      [{ state, send: [{}] }, /no command/],
      [{ state, send: [completed.event] }, /not declared under sends/],
      [{ state, arm: { late: { after: 'P1D' } } }, /no timeout of it/],
      [{ state, arm: { review: {} } }, /does not say when/],
      [{ state, arm: { review: { at: 'tomorrow' } } }, /does not say when/],
      [{ state, cancel: ['late'] }, /cancels late/],
      [{ state, cancel: 'review' }, /under cancel that is no list/],
      [{ state, arm: { review: { after: 'P1D' } }, cancel: ['review'] }, /arms review and cancels it/],
    ];
    for (const [reaction, message] of cases) {
      wrong(reaction)()
        .when(requested)
        .thenThrows((error) => error instanceof Error && new RegExp(message).test(error.message))
        .thenNotStarted();
      wrong(reaction)().when(requested).thenThrows('invalid-reaction');
    }
    wrong({ state: { ...state, phase: 'lost' } })()
      .when(requested)
      .thenThrows('invalid-message');
    wrong({ state, send: [{ type: 'accounts.Debit', data: { cents: 0 } }] })()
      .when(requested)
      .thenThrows('invalid-message');
    wrong({ state, arm: { review: { after: '3 days' } } })()
      .when(requested)
      .thenThrows('invalid-use');
  });
});

describe('expectations that are not met', () => {
  const fails = (tell: () => unknown, message: RegExp): void => expect(tell).toThrow(message);

  test('say what came instead', () => {
    fails(() => given().when(requested).thenSendsNothing(), /did not send these commands/);
    fails(() => given().when(requested).thenIgnored(), /should have ignored it/);
    fails(() => given().when(debited).thenIgnored('ended'), /should have ignored it/);
    fails(() => given().when(debited).thenSendsNothing(), /did not send/);
    fails(() => given().when(requested).thenThrows('invalid-message'), /should have failed/);
    fails(() => given().events([requested]).thenEnded(), /stands elsewhere/);
    fails(() => given().events([requested]).thenTimeouts({}), /Other timeouts/);
    fails(
      () =>
        given()
          .events([requested])
          .thenState((state) => state.cents === 1),
      /not as expected/,
    );
    fails(() => given().events([requested]).whenTimeout('review'), /is not set/);
    fails(
      () => given().events([requested]).whenRefused('accounts.Credit/NoSuchAccount', NoSuchAccount.of()),
      /No command was sent/,
    );
    fails(() => given().whenTimeout('review'), /is not set/);
    fails(() => given().at('tomorrow'), /instant/);
    const other = { ...requested, id: { transferId: transferId(2) } };
    fails(() => given().events([requested]).when(other).thenThrows('missing-instance'), /one instance/);
    fails(() => givenProcess(moneyTransfer, moneyTransferHandlers, { registries: [accountsRegistry] }), /lack that of/);
    fails(
      () => givenProcess(moneyTransfer, moneyTransferHandlers, { registries: [transfersRegistry] }),
      /which no context/,
    );
    const handler = moneyTransferHandlers.starts;
    const nothing = { ...moneyTransferHandlers, on: {}, starts: handler } as unknown as typeof moneyTransferHandlers;
    fails(() => given(nothing), /has no handler on\./);
    const more = { ...moneyTransferHandlers, starts: { ...handler, Other: () => undefined } };
    fails(() => given(more), /a handler starts\.Other/);
  });
});
