import { createProcessor, type Processor } from '@varve/runtime/processors';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';

/** What docs/guide/following.md shows. */
export async function startOrderMails(store: FullEventStore): Promise<Processor> {
  const processor = createProcessor({
    store,
    name: 'order-mails',
    registries: [bankRegistry],
    filter: { types: ['bank.AccountOpened'] },
    async handle({ id, data, eventId }, { unit }) {
      if (!('accountId' in id)) return;
      const message = { messageId: eventId, topic: 'welcome', orderKey: id.accountId };
      await unit.enqueue({ ...message, payload: JSON.stringify(data) });
    },
  });
  await processor.start();
  return processor;
}
