import { OutcomeUnknownError, StoreBusyError } from '../../../runtime/src/errors/store-errors.js';
import type { AppendRequest, AppendResult, WriteOptions } from '../../../runtime/src/store/append.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';

/** What becomes of one append: `lost` fails unknown before it is stored, `unheard` after, `busy` is refused. */
export type Fault = 'none' | 'lost' | 'unheard' | 'busy' | 'conflict';

/** A store whose first writes meet these faults, in order; and what it was sent. */
export function faultyStore(
  store: FullEventStore,
  faults: readonly Fault[],
): { readonly store: FullEventStore; readonly sent: (WriteOptions | undefined)[] } {
  const sent: (WriteOptions | undefined)[] = [];
  const next = (options?: WriteOptions): Fault => faults[sent.push(options) - 1] ?? 'none';
  return {
    sent,
    store: {
      ...store,
      async append(request: AppendRequest, options?: WriteOptions): Promise<AppendResult> {
        const fault = next(options);
        if (fault === 'busy') throw new StoreBusyError(1);
        if (fault === 'lost') throw new OutcomeUnknownError();
        if (fault === 'conflict') return { kind: 'conflict', streamVersion: 77 };
        const result = await store.append(request, options);
        if (fault === 'unheard') throw new OutcomeUnknownError();
        return result;
      },
      async recordOutcome(record) {
        const fault = next();
        if (fault === 'busy') throw new StoreBusyError(1);
        if (fault === 'lost') throw new OutcomeUnknownError();
        const standing = await store.recordOutcome(record);
        if (fault === 'unheard') throw new OutcomeUnknownError();
        return standing;
      },
    },
  };
}
