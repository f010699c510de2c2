import type { ContextOptions, StateStore } from '../../../runtime/src/command/context.js';
import { fixedClock } from '../../../runtime/src/testing/fixed-sources.js';
import {
  AccountClosed,
  type AccountDecider,
  AccountOpened,
  type AccountUpcasters,
  MoneyMoved,
  Overdrawn,
} from '../../golden/stored-states/expected/src/generated/bank/account.js';
import { type Bank, bankRegistry, createBank } from '../../golden/stored-states/expected/src/generated/bank/bank.js';
import {
  MeterAggregate,
  MeterRead,
  type MeterState,
  type ReadMeter,
} from '../../golden/stored-states/expected/src/generated/bank/meter.js';

import {
  NameTaken,
  ProfileClosed,
  type ProfileDecider,
  ProfileOpened,
  ProfileRenamed,
  type ProfileUpcasters,
} from '../../golden/stored-states/expected/src/generated/bank/profile.js';

export const accountId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
export const holder = { name: 'Ann', country: 'DE' };

export const accountDecider: AccountDecider = {
  initialState: { status: 'none' },
  decide: {
    OpenAccount: ({ data }, state) => (state.status === 'none' ? [AccountOpened.of({ holder: data.holder })] : []),
    MoveMoney({ data: { cents } }, state) {
      if (state.status !== 'open') return [];
      const balance = state.balance + BigInt(cents);
      if (balance < 0n) return Overdrawn.of({ balance: Number(state.balance) });
      return cents === 0 ? [] : [MoneyMoved.of({ cents })];
    },
    CloseAccount: (_command, state) =>
      state.status === 'open' ? [MoneyMoved.of({ cents: Number(-state.balance) }), AccountClosed.of()] : [],
  },
  evolve: {
    AccountOpened: (_state, { data }) => ({ status: 'open', holder: data.holder, balance: 0n }),
    MoneyMoved: (state, { data: { cents } }) =>
      state.status === 'open' ? { ...state, balance: state.balance + BigInt(cents) } : state,
    AccountClosed: (state) => ({ status: 'closed', balance: state.status === 'open' ? state.balance : 0n }),
  },
};

export class Meter extends MeterAggregate {
  last = 0;

  override readMeter({ data: { value } }: ReadMeter): void {
    if (value !== this.last) this.raise(MeterRead.of({ value }));
  }

  protected override onMeterRead({ data: { value } }: MeterRead): void {
    this.last = value;
  }

  protected override toSnapshot(): MeterState {
    return { last: this.last };
  }
}

export const upcasters: AccountUpcasters = {
  state: {
    2(old) {
      if (old.status === 'none') return old;
      if (old.status === 'closed') return { status: 'closed', balance: 0n };
      return { status: 'open', holder: { ...old.holder, country: 'FR' }, balance: BigInt(old.balance) };
    },
  },
};

export const customerId = '00000000-0000-4000-8000-00000000000a';

export const profileDecider: ProfileDecider = {
  initialState: { is: 'none' },
  decide: {
    OpenProfile({ data: { name } }, state) {
      if (name === 'taken') return NameTaken.of({ name, limit: '1.50' });
      if (state.is !== 'none') return { state, events: [] };
      return { state: { is: 'open', name, note: '', points: 0n }, events: [ProfileOpened.of({ name })] };
    },
    RenameProfile({ data: { name } }, state) {
      if (name === 'taken') return NameTaken.of({ name, limit: '1.50' });
      if (state.is !== 'open' || state.name === name) return { state, events: [] };
      return { state: { ...state, name }, events: [ProfileRenamed.of({ name, before: state.name })] };
    },
    NoteProfile: ({ data: { note, points } }, state) => ({
      state: state.is === 'open' ? { ...state, note, points: state.points + points } : state,
      events: [],
    }),
    CloseProfile: (_command, state) => ({
      state: { is: 'closed' },
      events: state.is === 'closed' ? [] : [ProfileClosed.of()],
    }),
  },
};

export const profileUpcasters: ProfileUpcasters = {
  state: { 2: (old) => (old.is === 'open' ? { ...old, note: 'from version 1', points: 0n } : old) },
};

export const registry = bankRegistry({ account: upcasters, profile: profileUpcasters });

/** The bank, whose profiles are states, and whose accounts and meters leave facts, with nothing left to chance but ids. */
export function openBank(
  store: StateStore,
  options: Partial<Omit<ContextOptions, 'store'>> & {
    readonly decider?: AccountDecider;
    readonly states?: ProfileDecider;
  } = {},
): Bank<Meter> {
  const { decider = accountDecider, states = profileDecider, ...rest } = options;
  return createBank({
    store,
    now: fixedClock('2026-01-01T00:00:00Z'),
    sleep: async () => undefined,
    account: { decider, upcasters },
    meter: { aggregate: Meter },
    profile: { decider: states, upcasters: profileUpcasters },
    ...rest,
  });
}
