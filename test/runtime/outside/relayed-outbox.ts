import { createOutboxRelay, type OutboxRelay } from '@varve/runtime/relay';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { registry } from '../facts/bank-kit.js';

interface Receivers {
  readonly search: { index(id: string, body: string): Promise<void> };
  readonly mailer: { send(messageId: string, payload: string): Promise<void> };
}

/** What docs/guide/relays.md shows. */
export function outboxRelay(store: FullEventStore, { search, mailer }: Receivers): OutboxRelay {
  const relay = createOutboxRelay({
    store,
    registries: [registry],
    message: { source: 'https://bank.example/' },
    async target({ event, message }) {
      await search.index(event.eventId, message.body);
    },
    async deliverOther({ messageId, payload }) {
      await mailer.send(messageId, payload);
    },
  });
  return relay;
}
