import type { Observer } from '@varve/runtime/observe';
import { openTelemetry, watchPool, watchProcessors } from '@varve/runtime/otel';
import { createProcessor, type Processor } from '@varve/runtime/processors';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { WatchedPool } from '../../../runtime/src/otel/watch-pool.js';
import { type Bank, bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { bankKit } from '../snapshot/bank-kit.js';

const createBank = (options: { readonly store: FullEventStore; readonly observer: Observer }): Bank =>
  bankKit(options).bank;

/** Posts to another system. */
export type Post = (path: string, body: object, headers: object) => Promise<void>;

/** What docs/guide/observing.md shows. */
export async function watchedBank(
  store: FullEventStore,
  pool: WatchedPool,
  post: Post,
): Promise<{ readonly bank: Bank; readonly processor: Processor; readonly stopWatching: () => void }> {
  const observer = openTelemetry();
  const bank = createBank({ store, observer });

  const processor = createProcessor({
    store,
    name: 'welcome',
    registries: [bankRegistry],
    filter: { types: ['bank.AccountOpened'] },
    observer,
    async handle(event, { trace }) {
      if (event.type !== 'bank.AccountOpened') return;
      await post('/letters', event.data.holder, { 'idempotency-key': event.eventId, ...trace });
    },
  });
  await processor.start();

  const stopLag = watchProcessors({ store, processors: () => ['welcome'] });
  const stopPool = watchPool(pool, { name: 'bank' });
  return {
    bank,
    processor,
    stopWatching() {
      stopLag();
      stopPool();
    },
  };
}

export interface SlowCommand {
  readonly name: string;
  readonly milliseconds: number;
  readonly outcome: string;
}

/** The observer of one's own that the page shows. */
export function slowCommands(limit: number, tell: (slow: SlowCommand) => void): Observer {
  const observer: Observer = {
    async around(operation, run) {
      const began = Date.now();
      const { outcome = 'failed' } = await run();
      const milliseconds = Date.now() - began;
      if (operation.kind !== 'command' || milliseconds < limit) return;
      tell({ name: operation.name, milliseconds, outcome });
    },
  };
  return observer;
}
