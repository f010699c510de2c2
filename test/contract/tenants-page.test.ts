import { expect, test } from 'vitest';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';

// What docs/guide/tenants.md shows, run.

async function relay(
  store: FullEventStore,
  send: (payload: string, tenant: string | undefined) => Promise<void>,
): Promise<void> {
  const messages = await store.readOutbox(100);
  for (const { payload, tenant } of messages) await send(payload, tenant);
  await store.removeFromOutbox(messages);
}

test('one relay sends the messages of all tenants', async () => {
  const store = createMemoryEventStore();
  const message = { messageId: 'm-1', topic: 'mail', orderKey: '', payload: '"hello"' };
  for (const tenant of ['north', 'south']) await store.forTenant(tenant).transact((unit) => unit.enqueue(message));
  const sent: unknown[] = [];
  await relay(store, async (payload, tenant) => void sent.push([tenant, payload]));
  expect(sent).toEqual([
    ['north', '"hello"'],
    ['south', '"hello"'],
  ]);
  expect(await store.readOutbox(100)).toEqual([]);
});
