// A process as generated code would define it, and what a user might write for it.
import {
  bindProcess,
  type BoundProcess,
  defineProcess,
  defineState,
  enumeration,
  instant,
  integer,
  optional,
  type ProcessDefinition,
  type ProcessHandlers,
  record,
  type Refusal,
  type StreamEvent,
  text,
  uuid,
} from '../../../runtime/src/codegen/v1/index.js';
import {
  type AccountId,
  Credit,
  type Credited,
  Debit,
  type Debited,
  type InsufficientFunds,
  type NoSuchAccount,
} from '../../golden/processes/expected/src/generated/accounts/account.js';
import {
  CompleteTransfer,
  FailTransfer,
  type TransferId,
  type TransferRequested,
} from '../../golden/processes/expected/src/generated/transfers/transfer.js';

export interface MoneyTransferState {
  readonly from: string;
  readonly to: string;
  readonly cents: number;
  readonly phase: 'debiting' | 'crediting' | 'refunding' | 'done';
  readonly reminded: number;
  readonly remindAt?: string;
}

export interface MoneyTransferContract {
  readonly id: string;
  readonly state: MoneyTransferState;
  readonly starts: { readonly TransferRequested: StreamEvent<TransferRequested, TransferId> };
  readonly events: {
    readonly 'accounts.Debited': StreamEvent<Debited, AccountId>;
    readonly 'accounts.Credited': StreamEvent<Credited, AccountId>;
  };
  readonly refusals: {
    readonly 'accounts.Debit/InsufficientFunds': Refusal<InsufficientFunds, Debit>;
    readonly 'accounts.Credit/NoSuchAccount': Refusal<NoSuchAccount, Credit>;
  };
  readonly timeouts: { readonly unanswered: 'set'; readonly reminder: 'set'; readonly review: 'free' };
  readonly commands: Debit | Credit | CompleteTransfer | FailTransfer;
}

export const moneyTransfer: ProcessDefinition<MoneyTransferContract> = /* @__PURE__ */ defineProcess({
  context: 'transfers',
  name: 'MoneyTransfer',
  category: 'transfers.moneyTransfer',
  id: uuid,
  events: {
    TransferRequested: { type: 'transfers.TransferRequested', from: { id: 'transferId' }, starts: true },
    TransferCompleted: { type: 'transfers.TransferCompleted', from: { id: 'transferId' }, ends: true },
    TransferFailed: { type: 'transfers.TransferFailed', from: { id: 'transferId' }, ends: true },
    'accounts.Debited': { type: 'accounts.Debited', from: { field: 'transferId' }, on: true },
    'accounts.Credited': { type: 'accounts.Credited', from: { field: 'transferId' }, on: true },
  },
  refusals: {
    'accounts.Debit/InsufficientFunds': { command: 'accounts.Debit', rejection: 'accounts.InsufficientFunds' },
    'accounts.Credit/NoSuchAccount': { command: 'accounts.Credit', rejection: 'accounts.NoSuchAccount' },
  },
  sends: ['accounts.Debit', 'accounts.Credit', 'transfers.CompleteTransfer', 'transfers.FailTransfer'],
  timeouts: { unanswered: { after: 'PT1H' }, reminder: { at: ['remindAt'] }, review: { free: true } },
  state: defineState<MoneyTransferState, 1>({
    type: 'transfers.MoneyTransferState',
    name: 'MoneyTransferState',
    schemaVersion: 1,
    versions: {
      1: {
        shape: record<MoneyTransferState>({
          from: text,
          to: text,
          cents: integer,
          phase: enumeration(['debiting', 'crediting', 'refunding', 'done']),
          reminded: integer,
          remindAt: optional(instant),
        }),
        hash: '0000000000000f01',
      },
    },
  }),
  within: 'P2D',
});

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
} satisfies ProcessHandlers<MoneyTransferContract>;

export function bound(
  handlers: ProcessHandlers<MoneyTransferContract> = moneyTransferHandlers,
  definition = moneyTransfer,
): BoundProcess {
  return bindProcess(definition, handlers);
}
