import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { openApplication } from '../../runtime/src/application/application.js';
import { Credit } from '../golden/processes/expected/src/generated/accounts/account.js';
import { bound, moneyTransferHandlers } from '../runtime/process/money-transfer.js';
import { openTransferring, quick } from '../runtime/process/transferring.js';

/** Each transfer also sends a cent to the clock once some time has passed, whatever becomes of the money. */
const ticking = bound({
  ...moneyTransferHandlers,
  starts: {
    TransferRequested: (event, context) => ({
      ...moneyTransferHandlers.starts.TransferRequested(event, context),
      arm: { review: { after: 'PT0.15S' } },
    }),
  },
  on: {
    ...moneyTransferHandlers.on,
    // Nothing is completed before the clock has had its cent.
    'accounts.Debited': (_event, state, { id }) => ({
      state: { ...state, phase: 'crediting' },
      send: [Credit.of({ accountId: state.to, transferId: id, cents: state.cents })],
    }),
    'accounts.Credited': (_event, state) => ({ state: { ...state, phase: 'done' } }),
    'accounts.Debit/InsufficientFunds': (_refusal, state) => ({ state: { ...state, phase: 'done' } }),
  },
  timeouts: {
    ...moneyTransferHandlers.timeouts,
    review: (_timeout, state, { id }) => ({
      state: { ...state, reminded: state.reminded + 1 },
      send: [Credit.of({ accountId: 'clock', transferId: id, cents: 1 })],
    }),
  },
});

/** Accounts and transfers whose process is run, as tests and their children share them. */
export function openTicking(store: FullEventStore, owner: string) {
  const contexts = openTransferring({ store, process: ticking });
  const { accounts, transfers } = contexts;
  const application = openApplication({ contexts: { accounts, transfers }, run: { ...quick, batch: 7, owner } });
  return { accounts, transfers, application };
}
