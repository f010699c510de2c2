import {
  AccountClosed,
  AccountExists,
  AccountNotOpen,
  AccountOpened,
  BalanceNotZero,
  InsufficientFunds,
  MoneyDeposited,
  MoneyWithdrawn,
  type AccountDecider,
} from '../generated/banking/account.js';

export const accountDecider = {
  initialState: { status: 'none' },
  decide: {
    CloseAccount(_command, state, { now }) {
      if (state.status !== 'open') return AccountNotOpen.of({ status: state.status });
      if (state.cents !== 0) return BalanceNotZero.of({ cents: state.cents });
      return [AccountClosed.of({ closedAt: now })];
    },
    DepositMoney({ data: { cents } }, state, { now }) {
      if (state.status !== 'open') return AccountNotOpen.of({ status: state.status });
      return [MoneyDeposited.of({ cents, bookedAt: now })];
    },
    OpenAccount({ data }, state, { now }) {
      if (state.status !== 'none') return AccountExists.of({ accountId: data.accountId });
      return [AccountOpened.of({ customerId: data.customerId, openedAt: now })];
    },
    WithdrawMoney({ data: { cents } }, state, { now }) {
      if (state.status !== 'open') return AccountNotOpen.of({ status: state.status });
      if (state.cents < cents) return InsufficientFunds.of({ cents: state.cents });
      return [MoneyWithdrawn.of({ cents, bookedAt: now })];
    },
  },
  evolve: {
    AccountClosed: (state) => (state.status === 'open' ? { status: 'closed', customerId: state.customerId } : state),
    AccountOpened: (_state, { data }) => ({ status: 'open', customerId: data.customerId, cents: 0 }),
    MoneyDeposited: (state, { data }) =>
      state.status === 'open' ? { ...state, cents: state.cents + data.cents } : state,
    MoneyWithdrawn: (state, { data }) =>
      state.status === 'open' ? { ...state, cents: state.cents - data.cents } : state,
  },
} satisfies AccountDecider;
