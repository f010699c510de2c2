import { onTestFinished } from 'vitest';
import type { ProcessorReport } from '../../../runtime/src/processor/processor-options.js';
import { createOutboxRelay, type OutboxRelay } from '../../../runtime/src/relay/create-outbox-relay.js';
import type { OutboxRelayOptions } from '../../../runtime/src/relay/outbox-options.js';
import type { Delivery, DeliveryContext, RelayTarget } from '../../../runtime/src/relay/relay-target.js';
import type { FullEventStore, TenantStore } from '../../../runtime/src/store/event-store.js';
import { openBank, profileUpcasters } from '../facts/bank-kit.js';
import { bankRegistry } from '../../golden/stored-states/expected/src/generated/bank/bank.js';

export type OutboxOptions = OutboxRelayOptions<readonly [typeof registry]>;

export const registry = bankRegistry({
  account: { state: { 2: () => ({ status: 'none' }) } },
  profile: profileUpcasters,
});
export const quick = { lease: 400, pollInterval: 20, failure: { firstPause: 1, longestPause: 5 } };
const customer = (at: number): string => `00000000-0000-4000-8000-00000000000${String(at)}`;
export const orderKey = (at: number): string => `bank.profile-${customer(at)}`;

/** Which customer an event is of, and the name that it tells: `1:Ann`. */
export function labelOf({ event: { streamName, data } }: Delivery): string {
  const name = typeof data === 'object' && data !== null && 'name' in data ? String(data.name) : 'closed';
  return `${streamName.at(-1) ?? ''}:${name}`;
}

export interface Relayed {
  readonly relay: OutboxRelay;
  readonly reports: ProcessorReport[];
  readonly tried: string[];
  readonly received: string[];
  readonly deliveries: Delivery[];
}

export interface OutboxScene {
  readonly store: FullEventStore;
  /** Opens and renames the profile of a customer, one event for each name. */
  name(at: number, names: readonly string[], store?: FullEventStore | TenantStore): Promise<void>;
  enqueue(messageId: string, orderKey: string, payload?: string): Promise<void>;
  make(deliver?: RelayTarget['deliver'], options?: Partial<OutboxOptions>): Relayed;
  start(deliver?: RelayTarget['deliver'], options?: Partial<OutboxOptions>): Promise<Relayed>;
}

export async function outboxScene(open: () => Promise<FullEventStore>): Promise<OutboxScene> {
  const store = await open();
  onTestFinished(() => store.close());
  const make: OutboxScene['make'] = (deliver = () => undefined, options = {}) => {
    const [tried, received, deliveries]: [string[], string[], Delivery[]] = [[], [], []];
    const reports: ProcessorReport[] = [];
    const relay = createOutboxRelay({
      ...{ store, registries: [registry], message: { source: 'urn:bank' }, ...quick },
      report: (report) => void reports.push(report),
      ...options,
      failure: { ...quick.failure, ...options.failure },
      target: {
        name: 'test',
        async deliver(delivery: Delivery, context: DeliveryContext) {
          tried.push(labelOf(delivery));
          await deliver(delivery, context);
          received.push(labelOf(delivery));
          deliveries.push(delivery);
        },
      },
    });
    onTestFinished(() => relay.stop());
    return { relay, reports, tried, received, deliveries };
  };
  return {
    store,
    make,
    async name(at, [first = '', ...others], of = store) {
      const { profile } = openBank(of);
      const customerId = customer(at);
      const opened = await profile.openProfile({ customerId, name: first });
      const renamed = opened.kind === 'accepted' && opened.events.length > 0 ? others : [first, ...others];
      for (const name of renamed) await profile.renameProfile({ customerId, name });
    },
    async enqueue(messageId, key, payload = '{}') {
      await store.transact((unit) => unit.enqueue({ messageId, topic: 'mail', orderKey: key, payload }));
    },
    async start(deliver, options) {
      const relayed = make(deliver, options);
      await relayed.relay.start();
      return relayed;
    },
  };
}

/** A receiver that fails for these labels: as often as it says, or for ever. */
export function failingFor(labels: Readonly<Record<string, number>>): RelayTarget['deliver'] {
  const left = new Map(Object.entries(labels));
  return (delivery) => {
    const label = labelOf(delivery);
    const count = left.get(label) ?? 0;
    left.set(label, count - 1);
    if (count > 0) throw new Error(`no ${label} today`);
  };
}
