import { onTestFinished } from 'vitest';
import { createRelay, type Relay } from '../../../runtime/src/relay/create-relay.js';
import type { RelayOptions } from '../../../runtime/src/relay/relay-options.js';
import type { Delivery, DeliveryContext, RelayTarget } from '../../../runtime/src/relay/relay-target.js';
import type { ProcessorReport } from '../../../runtime/src/processor/processor-options.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Bank } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { bankKit } from '../snapshot/bank-kit.js';

export type Options = RelayOptions<readonly [typeof bankRegistry]>;

export const quick = { lease: 400, pollInterval: 20, failure: { firstPause: 1, longestPause: 5 } };

/** Sku of the event, which tells them apart in tests. */
export function skuOf({ event: { data } }: Delivery): string {
  return typeof data === 'object' && data !== null && 'sku' in data ? String(data.sku) : '?';
}

export interface Relayed {
  readonly relay: Relay;
  readonly reports: ProcessorReport[];
  /** What was tried to be delivered. */
  readonly tried: string[];
  /** What was acknowledged. */
  readonly received: string[];
}

export interface RelayScene {
  readonly store: FullEventStore;
  readonly bank: Bank;
  put(cartId: string, ...skus: string[]): Promise<void>;
  make(deliver?: RelayTarget['deliver'], options?: Partial<Options>): Relayed;
  start(deliver?: RelayTarget['deliver'], options?: Partial<Options>): Promise<Relayed>;
  settled(relay: Relay): Promise<void>;
}

export async function relayScene(open: () => Promise<FullEventStore>): Promise<RelayScene> {
  const store = await open();
  onTestFinished(() => store.close());
  const { bank } = bankKit({ store });
  const make: RelayScene['make'] = (deliver = () => undefined, options = {}) => {
    const [tried, received]: [string[], string[]] = [[], []];
    const reports: ProcessorReport[] = [];
    const relay = createRelay({
      ...{ store, name: 'out', registries: [bankRegistry], message: { source: 'urn:bank' }, ...quick },
      report: (report) => void reports.push(report),
      ...options,
      failure: { ...quick.failure, ...options.failure },
      target: {
        name: 'test',
        async deliver(delivery: Delivery, context: DeliveryContext) {
          tried.push(skuOf(delivery));
          await deliver(delivery, context);
          received.push(skuOf(delivery));
        },
      },
    });
    onTestFinished(() => relay.stop());
    return { relay, reports, tried, received };
  };
  return {
    store,
    bank,
    make,
    async put(cartId, ...skus) {
      for (const sku of skus) await bank.cart.putItem({ cartId, sku });
    },
    async start(deliver, options) {
      const relayed = make(deliver, options);
      await relayed.relay.start();
      return relayed;
    },
    async settled(relay) {
      const head = await store.head();
      if (head !== undefined) await relay.reached(head);
    },
  };
}

/** A receiver that fails for these skus: as often as it says, or for ever. */
export function failingFor(skus: Readonly<Record<string, number>>): RelayTarget['deliver'] {
  const left = new Map(Object.entries(skus));
  return (delivery) => {
    const sku = skuOf(delivery);
    const count = left.get(sku) ?? 0;
    left.set(sku, count - 1);
    if (count > 0) throw new Error(`no ${sku} today`);
  };
}

/** Something that a test waits for. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
