import { onTestFinished } from 'vitest';
import { createProcessor, type Processor } from '../../../runtime/src/processor/create-processor.js';
import type {
  HandlerContext,
  ProcessorOptions,
  ProcessorReport,
} from '../../../runtime/src/processor/processor-options.js';
import type { LoggedEventOf } from '../../../runtime/src/repository/log-sources.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Bank } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { bankKit } from '../snapshot/bank-kit.js';

type Registries = readonly [typeof bankRegistry];
type Event = LoggedEventOf<typeof bankRegistry>;
export type Options = ProcessorOptions<Registries>;

/** A log with a bank that writes to it, and a view of it that handlers keep in state documents. */
export interface Scene {
  readonly store: FullEventStore;
  readonly bank: Bank;
  put(cartId: string, ...skus: string[]): Promise<void>;
  /** Starts a processor that notes what it handles, and stops it after the test. */
  follow(options?: Partial<Options>): Promise<Followed>;
  make(options?: Partial<Options>): Followed;
  /** What the view says, by cart. */
  view(...cartIds: string[]): Promise<readonly string[]>;
  /** Resolves when the log was handled to its present end. */
  settled(processor: Processor): Promise<void>;
}

export interface Followed {
  readonly processor: Processor;
  readonly reports: ProcessorReport[];
  /** Everything a handler was called with, rolled back or not. */
  readonly calls: string[];
}

export const quick = { lease: 400, pollInterval: 20, failure: { firstPause: 1, longestPause: 5 } };
export const skuOf = (event: Event): string => (event.type === 'bank.ItemPut' ? event.data.sku : event.type);
const cartOf = (event: Event): string => ('cartId' in event.id ? event.id.cartId : '?');

/** Adds the item to the cart's document, through the unit. */
export async function note(event: Event, { unit }: HandlerContext): Promise<void> {
  const found = await unit.findDocument('carts', cartOf(event));
  const data = found === undefined ? skuOf(event) : `${found.data} ${skuOf(event)}`;
  await unit.putDocument({ collection: 'carts', key: cartOf(event), data }, found?.revision ?? 0);
}

export async function scene(open: () => Promise<FullEventStore>): Promise<Scene> {
  const store = await open();
  onTestFinished(() => store.close());
  const { bank } = bankKit({ store });
  const make = (options: Partial<Options> = {}): Followed => {
    const reports: ProcessorReport[] = [];
    const calls: string[] = [];
    const { handle = note } = options;
    const processor = createProcessor({
      store,
      name: 'carts',
      registries: [bankRegistry],
      report: (report) => void reports.push(report),
      ...quick,
      ...options,
      handle(event, context) {
        calls.push(skuOf(event));
        return handle(event, context);
      },
    });
    onTestFinished(() => processor.stop());
    return { processor, reports, calls };
  };
  return {
    store,
    bank,
    make,
    async put(cartId, ...skus) {
      for (const sku of skus) await bank.cart.putItem({ cartId, sku });
    },
    async follow(options) {
      const followed = make(options);
      await followed.processor.start();
      return followed;
    },
    async view(...cartIds) {
      const found = await Promise.all(cartIds.map((cartId) => store.findDocument('carts', cartId)));
      return found.map((document) => document?.data ?? '');
    },
    async settled(processor) {
      const head = await store.head();
      if (head !== undefined) await processor.reached(head);
    },
  };
}

/** Fails for these items: as often as it says, or for ever. */
export function failingFor(skus: Record<string, number>): Options['handle'] {
  const left = new Map(Object.entries(skus));
  return async (event, context) => {
    await note(event, context);
    const count = left.get(skuOf(event)) ?? 0;
    left.set(skuOf(event), count - 1);
    if (count > 0) throw new Error(`no ${skuOf(event)} today`);
  };
}
