import {
  type BoundProcess,
  type CommandStore,
  deciderRepository,
  defineRegistry,
  exposeContext,
  openContext,
  openProcess,
  processStreams,
} from '../../../runtime/src/codegen/v1/index.js';
import type { ContextOptions } from '../../../runtime/src/index.js';
import {
  AccountClosed,
  type AccountDecider,
  AccountOpened,
  Credited,
  Debited,
  InsufficientFunds,
  NoSuchAccount,
} from '../../golden/processes/expected/src/generated/accounts/account.js';
import { createAccounts } from '../../golden/processes/expected/src/generated/accounts/accounts.js';
import {
  RequestTransfer,
  transfer,
  TransferCompleted,
  type TransferDecider,
  TransferFailed,
  TransferRequested,
} from '../../golden/processes/expected/src/generated/transfers/transfer.js';
import { moneyTransfer } from '../../golden/processes/expected/src/generated/transfers/money-transfer.js';
import { bound } from './money-transfer.js';

interface Account {
  readonly isOpen: boolean;
  readonly cents: number;
}

export const accountDecider: AccountDecider<Account> = {
  initialState: { isOpen: false, cents: 0 },
  decide: {
    OpenAccount: ({ data: { cents } }) => [AccountOpened.of({ cents })],
    Debit({ data: { transferId, cents } }, state) {
      if (!state.isOpen) return NoSuchAccount.of();
      if (state.cents < cents) return InsufficientFunds.of({ missing: cents - state.cents });
      return [Debited.of({ transferId, cents })];
    },
    Credit: ({ data }, { isOpen }) =>
      isOpen ? [Credited.of({ transferId: data.transferId, cents: data.cents })] : NoSuchAccount.of(),
    CloseAccount: () => [AccountClosed.of({})],
  },
  evolve: {
    AccountOpened: (_state, { data: { cents } }) => ({ isOpen: true, cents }),
    Debited: (state, { data }) => ({ ...state, cents: state.cents - data.cents }),
    Credited: (state, { data }) => ({ ...state, cents: state.cents + data.cents }),
    AccountClosed: (state) => ({ ...state, isOpen: false }),
  },
};

type Status = 'none' | 'requested' | 'completed' | 'failed';

export const transferDecider: TransferDecider<Status> = {
  initialState: 'none',
  decide: {
    RequestTransfer: ({ data: { transferId: _id, ...data } }) => [TransferRequested.of(data)],
    CompleteTransfer: (_command, status) => (status === 'requested' ? [TransferCompleted.of({})] : []),
    FailTransfer: ({ data: { reason } }, status) => (status === 'requested' ? [TransferFailed.of({ reason })] : []),
  },
  evolve: {
    TransferRequested: () => 'requested',
    TransferCompleted: () => 'completed',
    TransferFailed: () => 'failed',
  },
};

export const transferId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export interface Transferring extends ContextOptions {
  readonly store: CommandStore;
  readonly process?: BoundProcess;
  /** Of the process. */
  readonly definition?: typeof moneyTransfer;
}

/** Both contexts, the second with its process, as generated code would open them. */
export function openTransferring({ definition = moneyTransfer, process = bound(), ...options }: Transferring) {
  const given = { sleep: async () => undefined, ...options };
  const accounts = createAccounts({ ...given, account: { decider: accountDecider } });
  const registry = defineRegistry('transfers', [transfer, processStreams(definition)]);
  const context = openContext(registry, given, [], [process]);
  const transfers = deciderRepository(transfer, transferDecider, context);
  const api = exposeContext(context, {
    request: (
      number: number,
      data: { from: string; to: string; cents: number; remindAt?: string },
      commandId?: string,
    ) =>
      transfers.handle(
        'RequestTransfer',
        RequestTransfer.of({ transferId: transferId(number), ...data }),
        commandId === undefined ? {} : { commandId },
      ),
    load: async (number: number) => (await transfers.load({ transferId: transferId(number) })).state,
    processes: { moneyTransfer: openProcess(context, definition) },
  });
  return { accounts, transfers: api, registry };
}

export const quick = { lease: 400, pollInterval: 20, failure: { firstPause: 1, longestPause: 5 } };
