import { headers } from '@nats-io/transport-node';
import type { JetStreamClient } from '@nats-io/jetstream';
import { createRelay, type Relay } from '@varve/runtime/relay';
import { createNatsTarget } from '@varve/runtime/relay/nats';
import { createWebhookTarget } from '@varve/runtime/relay/webhook';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';

/** What docs/guide/relays.md shows. */
export function searchRelay(store: FullEventStore, search: { index(id: string, body: string): Promise<void> }): Relay {
  const relay = createRelay({
    store,
    name: 'search',
    registries: [bankRegistry],
    filter: { categories: ['bank.account'] },
    message: { source: 'https://bank.example/' },
    async target({ event, message }) {
      await search.index(event.eventId, message.body);
    },
  });
  return relay;
}

export function partnerRelay(store: FullEventStore, url: string, secret: string, allowHttp: boolean): Relay {
  const relay = createRelay({
    store,
    name: 'partner',
    registries: [bankRegistry],
    filter: { types: ['bank.AccountOpened', 'bank.AccountClosed'] },
    message: { source: 'https://bank.example/' },
    target: createWebhookTarget({ url, secrets: [secret], allowHttp, addresses: allowHttp ? 'any' : 'public' }),
    failure: { attempts: 20, otherwise: 'park' },
    slices: 4,
  });
  return relay;
}

export function natsRelay(store: FullEventStore, jetstream: JetStreamClient): Relay {
  const relay = createRelay({
    store,
    name: 'nats',
    registries: [bankRegistry],
    message: { source: 'https://bank.example/' },
    target: createNatsTarget({ jetstream, headers, stream: 'EVENTS' }),
  });
  return relay;
}
