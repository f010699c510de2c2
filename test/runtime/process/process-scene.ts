import { onTestFinished } from 'vitest';
import { openApplication } from '../../../runtime/src/application/application.js';
import type { ProcessOptions } from '../../../runtime/src/process/process-part.js';
import { type FixedClock, fixedClock } from '../../../runtime/src/testing/index.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { openTransferring, quick, type Transferring } from './transferring.js';

export type OpenStore = () => Promise<FullEventStore>;

export const noon = '2026-01-01T12:00:00Z';

export interface SceneOptions extends Partial<Transferring> {
  readonly run?: ProcessOptions;
  readonly from?: ProcessOptions['from'];
  readonly clock?: FixedClock;
}

/** Accounts of Ann, with 100 cents, and of Bob; nothing is run yet. */
export async function scene(store: FullEventStore, options: SceneOptions = {}) {
  const { run = quick, from = 'now', clock = fixedClock(noon), ...given } = options;
  const contexts = openTransferring({ ...given, store, now: clock });
  const { accounts, transfers } = contexts;
  const application = openApplication({
    contexts: { accounts, transfers },
    run,
    processes: { 'transfers.MoneyTransfer': { from } },
  });
  onTestFinished(() => application.stop());
  const balance = async (accountId: string): Promise<number> => (await accounts.account.load(accountId)).state.cents;
  return { ...contexts, application, clock, balance };
}

/** The same, started, with both accounts. */
export async function started(store: FullEventStore, options: SceneOptions = {}) {
  const opened = await scene(store, options);
  await opened.application.start();
  await opened.accounts.account.openAccount({ accountId: 'ann', cents: 100 });
  await opened.accounts.account.openAccount({ accountId: 'bob', cents: 0 });
  return opened;
}

export async function reasonOf(store: FullEventStore, number: number): Promise<unknown> {
  const { events } = await store.readStream(
    `transfers.transfer-00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as never,
  );
  const failed = events.find(({ type }) => type === 'transfers.TransferFailed');
  return failed && (JSON.parse(failed.data) as { reason: string }).reason;
}
