// What a user writes.
import { toDecimal } from '@varve/runtime';
import { type AccountDecider, AlreadyOpen, Closed, Deposited, Opened } from '../banking/account.js';

export interface AccountState {
  readonly holder: string | undefined;
  /** What happened, in order. */
  readonly story: readonly string[];
}

const told = (state: AccountState, line: string): AccountState => ({ ...state, story: [...state.story, line] });

export const accountDecider = {
  initialState: { holder: undefined, story: [] },
  decide: {
    OpenAccount({ data }, { holder }, { now }) {
      if (holder !== undefined) return AlreadyOpen.of({ holder });
      const limit = { amount: toDecimal(data.limit, { scale: 2 }), currency: 'EUR' };
      return [
        Opened.of({ holder: data.holder, limit, openedAt: now, channel: data.channel }),
        Deposited.of({ amount: toDecimal('5'), memo: 'welcome', by: 'bank' }),
      ];
    },
    CloseAccount: (_command, { holder }) => (holder === undefined ? [] : [Closed.of({})]),
  },
  evolve: {
    Opened: (state, { data }) => told({ ...state, holder: data.holder }, `opened ${data.limit.amount} ${data.channel}`),
    Deposited: (state, { data }) => told(state, `deposited ${data.amount} by ${data.by}`),
    Withdrawn: (state, { data }) => told(state, `withdrawn ${data.amount}`),
    Closed: (state) => told({ ...state, holder: undefined }, 'closed'),
  },
} satisfies AccountDecider<AccountState>;
