// What a user might write for the process of the golden case.
import { bindProcess, type BoundProcess } from '../../../runtime/src/codegen/v1/index.js';
import { Credit, Debit } from '../../golden/processes/expected/src/generated/accounts/account.js';
import {
  moneyTransfer,
  type MoneyTransferHandlers,
} from '../../golden/processes/expected/src/generated/transfers/money-transfer.js';
import { CompleteTransfer, FailTransfer } from '../../golden/processes/expected/src/generated/transfers/transfer.js';

export const moneyTransferHandlers = {
  starts: {
    TransferRequested({ data: { from, to, cents, remindAt } }, { id }) {
      return {
        state: { from, to, cents, phase: 'debiting', reminded: 0, ...(remindAt === undefined ? {} : { remindAt }) },
        send: [Debit.of({ accountId: from, transferId: id, cents })],
      };
    },
  },
  on: {
    'accounts.Debited'(_event, state, { id }) {
      const { to, cents } = state;
      return {
        state: { ...state, phase: 'crediting' },
        send: [Credit.of({ accountId: to, transferId: id, cents })],
        arm: { review: { after: 'PT10M' } },
      };
    },
    'accounts.Credited'(_event, state, { id }) {
      if (state.phase === 'refunding') return { send: [FailTransfer.of({ transferId: id, reason: 'refunded' })] };
      return {
        state: { ...state, phase: 'done' },
        send: [CompleteTransfer.of({ transferId: id })],
        cancel: ['unanswered', 'review', 'reminder'],
      };
    },
    'accounts.Debit/InsufficientFunds'({ rejection }, _state, { id }) {
      return { send: [FailTransfer.of({ transferId: id, reason: `missing ${rejection.data.missing}` })] };
    },
    'accounts.Credit/NoSuchAccount'({ command }, state, { id }) {
      const { cents } = command.data;
      return {
        state: { ...state, phase: 'refunding' },
        send: [Credit.of({ accountId: state.from, transferId: id, cents })],
      };
    },
  },
  timeouts: {
    unanswered: (_timeout, _state, { id }) => ({ send: [FailTransfer.of({ transferId: id, reason: 'unanswered' })] }),
    reminder: (_timeout, state) => ({
      state: { ...state, reminded: state.reminded + 1 },
      ...(state.reminded < 1 ? { arm: { reminder: { after: 'PT5M' } } } : {}),
    }),
    review: () => ({}),
  },
} satisfies MoneyTransferHandlers;

export function bound(
  handlers: MoneyTransferHandlers = moneyTransferHandlers,
  definition = moneyTransfer,
): BoundProcess {
  return bindProcess(definition, handlers);
}
