/** Handlers of processes, as users write them, and what a context with processes takes and gives. */
import type { EventStore } from '@varve/runtime';
import { openApplication } from '@varve/runtime/projections';
import { givenProcess } from '@varve/runtime/testing';
import { Credit, Debit, OpenAccount } from '../../../golden/processes/expected/src/generated/accounts/account.js';
import {
  moneyTransfer,
  type MoneyTransferHandlers,
} from '../../../golden/processes/expected/src/generated/transfers/money-transfer.js';
import {
  createTransfers,
  transfersRegistry,
  type Transfers,
  type TransfersOptions,
} from '../../../golden/processes/expected/src/generated/transfers/transfers.js';
import type { DunningHandlers } from '../../../golden/processes/expected/src/generated/dunning/dunning.js';
import { FailTransfer } from '../../../golden/processes/expected/src/generated/transfers/transfer.js';

export const transferring = {
  starts: {
    TransferRequested({ id: { transferId }, data: { from, to, cents } }, { id, now, newId }) {
      [transferId, id, now, newId()] satisfies string[];
      return {
        state: { from, to, cents, phase: 'debiting', reminded: 0 },
        send: [Debit.of({ accountId: from, transferId: id, cents })],
        arm: { review: { at: now }, unanswered: {} },
      };
    },
  },
  on: {
    'accounts.Debited': ({ data, recordedAt }, state, { id }) => ({
      send: [Credit.of({ accountId: state.to, transferId: id, cents: data.cents })],
      arm: { review: { after: 'PT1H' }, reminder: { at: recordedAt } },
    }),
    'accounts.Credited': () => ({ end: true, cancel: ['unanswered'] }),
    'accounts.Debit/InsufficientFunds'({ rejection, command }, state, { id }) {
      command.data.cents satisfies number;
      // @ts-expect-error the rejection has no such field
      rejection.data.lacking;
      return { send: [FailTransfer.of({ transferId: id, reason: `${state.phase} ${rejection.data.missing}` })] };
    },
    'accounts.Credit/NoSuchAccount': () => ({}),
  },
  timeouts: {
    unanswered: ({ name, due }) => {
      name satisfies 'unanswered';
      due satisfies string;
      return {};
    },
    reminder: (_timeout, state) => ({ state: { ...state, reminded: state.reminded + 1 } }),
    review: () => ({}),
  },
} satisfies MoneyTransferHandlers;

export const undeclared = {
  ...transferring,
  starts: {
    TransferRequested: () => ({
      state: { from: 'a', to: 'b', cents: 1, phase: 'debiting' as const, reminded: 0 },
      // @ts-expect-error a command that is not declared
      send: [OpenAccount.of({ accountId: 'a', cents: 1 })],
    }),
  },
} satisfies MoneyTransferHandlers;

export const stateless = {
  ...transferring,
  // @ts-expect-error the first state is missing
  starts: { TransferRequested: () => ({ send: [] }) },
} satisfies MoneyTransferHandlers;

export const waiting = {
  ...transferring,
  // @ts-expect-error a handler waits for nothing
  starts: { TransferRequested: async () => undefined },
} satisfies MoneyTransferHandlers;

export const forgetful = {
  starts: transferring.starts,
  timeouts: transferring.timeouts,
  // @ts-expect-error a refusal has no handler
  on: {
    'accounts.Debited': transferring.on['accounts.Debited'],
    'accounts.Credited': transferring.on['accounts.Credited'],
    'accounts.Debit/InsufficientFunds': transferring.on['accounts.Debit/InsufficientFunds'],
  },
} satisfies MoneyTransferHandlers;

export const timeless = {
  starts: transferring.starts,
  on: transferring.on,
  // @ts-expect-error a timeout has no handler
  timeouts: { unanswered: transferring.timeouts.unanswered, review: transferring.timeouts.review },
} satisfies MoneyTransferHandlers;

export const armed = {
  ...transferring,
  timeouts: {
    ...transferring.timeouts,
    // @ts-expect-error nothing says when it is due
    review: () => ({ arm: { review: {} } }),
    // @ts-expect-error no timeout of that name
    reminder: () => ({ cancel: ['lost'] }),
    // @ts-expect-error the state has no such phase
    unanswered: (_timeout, state) => ({ state: { ...state, phase: 'lost' } }),
  },
} satisfies MoneyTransferHandlers;

// Where there are no refusals and no further events, no group is asked for.
export const dunning = {
  starts: { 'accounts.AccountOpened': ({ data: { cents } }) => ({ state: { cents, level: 'mild', nextAt: null } }) },
  timeouts: { next: (_timeout, { nextAt }) => (nextAt === null ? { end: true } : { arm: { next: {} } }) },
} satisfies DunningHandlers;

declare const options: Omit<TransfersOptions, 'processes'>;
declare const least: EventStore;

export const transfers: Transfers = createTransfers({ ...options, processes: { moneyTransfer: transferring } });

// @ts-expect-error processes need a store that can hold rows and commit them with events
createTransfers({ ...options, store: least, processes: { moneyTransfer: transferring } });

// @ts-expect-error the handlers are missing
createTransfers(options);

export async function look(): Promise<void> {
  const instance = await transfers.processes.moneyTransfer.find('t');
  instance?.state.phase satisfies 'debiting' | 'crediting' | 'refunding' | 'done' | undefined;
  instance?.id satisfies string | undefined;
  // @ts-expect-error an id is a text
  await transfers.processes.moneyTransfer.find(7);
  const application = openApplication({ contexts: { transfers }, processes: { 'transfers.MoneyTransfer': { from: 'beginning' } } });
  (await application.processes.list('transfers.MoneyTransfer', { status: 'stuck' })).instances[0]?.stuck satisfies
    | readonly string[]
    | undefined;
}

export function tell(): void {
  const story = givenProcess(moneyTransfer, transferring, { registries: [transfersRegistry] });
  // @ts-expect-error no timeout of that name
  story.whenTimeout('lost');
  // @ts-expect-error no command of the process
  story.whenTimeout('review').thenSends([OpenAccount.of({ accountId: 'a', cents: 1 })]);
}
