import { expect, test } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { createBank } from '../projection/bank-context.js';
import { running } from '../projection/projecting-bank.js';
import { parentOf, telemetryKit } from './telemetry-kit.js';

test('what keeps rows is watched by the observer of its context: pages, and no event for itself', async () => {
  const telemetry = telemetryKit();
  const bank = createBank({ store: createMemoryEventStore(), observer: telemetry.observer });
  const application = await running(bank);
  await bank.put('a', 'x');
  await application.caughtUp();
  const pages = telemetry.spans().filter(({ name }) => name.startsWith('receive projection:'));
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.map(parentOf)).toEqual(pages.map(() => undefined));
  expect(telemetry.spans().filter(({ name }) => name.startsWith('process '))).toEqual([]);
  const handled = await telemetry.series('varve.processor.events', 'varve.outcome');
  expect(handled['handled']).toBeGreaterThan(0);
});
