import { isRuntimeError, type FullEventStore, streamName } from '@varve/runtime';
import type { Bank } from '../bank.js';

export interface ClosedBooks {
  /** Bookings up to here are settled. */
  readonly streamVersion: number;
  /** Whether what lies before went to the archive. Views that are behind keep it where it is; closing again moves it. */
  readonly isArchived: boolean;
}

/**
 * Closes the books of an account: what lies before goes to the archive, where it can still be read. Nothing is lost, and the
 * table that everybody works with stays small.
 */
export async function closeBooks(
  bank: Bank,
  store: FullEventStore,
  accountId: string,
): Promise<ClosedBooks | undefined> {
  const outcome = await bank.account.closeBooks({ accountId }, { metadata: { actor: 'bookkeeping' } });
  if (outcome.kind === 'rejected') return undefined;
  const { streamVersion } = outcome;
  return { streamVersion, isArchived: await archive(store, accountId, streamVersion) };
}

async function archive(store: FullEventStore, accountId: string, streamVersion: number): Promise<boolean> {
  try {
    await store.truncateStream(streamName('banking.account', [accountId]), { before: streamVersion - 1 });
    return true;
  } catch (error) {
    if (isRuntimeError(error, 'checkpoints-behind')) return false;
    throw error;
  }
}
