/** How money gets from one account to another: which command comes next. Pure: what is returned is all that is done. */
import { ReceiveMoney, ReturnMoney, SendMoney } from '../generated/banking/account.js';
import { CompleteTransfer, ExpireTransfer, RefuseTransfer, ReverseTransfer } from '../generated/banking/transfer.js';
import type { TransferMoneyHandlers, TransferMoneyState } from '../generated/banking/transfer-money.js';

export const transferMoneyHandlers = {
  starts: {
    TransferRequested({ id: { transferId }, data: { from, to, debit, credit, needsApproval } }) {
      const state = { from, to, debit, credit };
      return needsApproval
        ? { state, arm: { approval: { after: 'P1D' } } }
        : { state, send: [sending(transferId, state)] };
    },
  },
  on: {
    TransferApproved: (_event, state, { id }) => ({ send: [sending(id, state)], cancel: ['approval'] }),
    MoneySent: (_event, { to, credit }, { id }) => ({
      send: [ReceiveMoney.of({ accountId: to, transferId: id, ...credit })],
    }),
    MoneyReceived: (_event, _state, { id }) => ({ send: [CompleteTransfer.of({ transferId: id })] }),

    // Nothing has left yet.
    'SendMoney/AccountNotOpen': (refusal, _state, { id }) => ({ send: [refusing(id, refusal)] }),
    'SendMoney/InsufficientFunds': (refusal, _state, { id }) => ({ send: [refusing(id, refusal)] }),
    'SendMoney/DailyLimitExceeded': (refusal, _state, { id }) => ({ send: [refusing(id, refusal)] }),
    'SendMoney/WrongCurrency': (refusal, _state, { id }) => ({ send: [refusing(id, refusal)] }),
    'SendMoney/TooManyDecimals': (refusal, _state, { id }) => ({ send: [refusing(id, refusal)] }),

    // It has left and cannot arrive: it goes back.
    'ReceiveMoney/AccountNotOpen': (refusal, state, { id }) => returning(id, state, refusal),
    'ReceiveMoney/WrongCurrency': (refusal, state, { id }) => returning(id, state, refusal),
    'ReceiveMoney/TooManyDecimals': (refusal, state, { id }) => returning(id, state, refusal),
    MoneyReturned: (_event, { reason = 'unknown' }, { id }) => ({
      send: [ReverseTransfer.of({ transferId: id, reason })],
    }),
  },
  timeouts: {
    approval: (_timeout, _state, { id }) => ({ send: [ExpireTransfer.of({ transferId: id })] }),
  },
} satisfies TransferMoneyHandlers;

interface Refused {
  readonly rejection: { readonly type: string };
}

const reasonOf = ({ rejection }: Refused): string => rejection.type.slice('banking.'.length);

const sending = (transferId: string, { from, debit }: TransferMoneyState): SendMoney =>
  SendMoney.of({ accountId: from, transferId, ...debit });

const refusing = (transferId: string, refused: Refused): RefuseTransfer =>
  RefuseTransfer.of({ transferId, reason: reasonOf(refused) });

function returning(transferId: string, state: TransferMoneyState, refused: Refused) {
  const { from, debit } = state;
  return {
    state: { ...state, reason: reasonOf(refused) },
    send: [ReturnMoney.of({ accountId: from, transferId, amount: debit.amount })],
  };
}
