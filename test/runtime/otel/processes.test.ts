import { expect, test } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { started } from '../process/process-scene.js';
import { idOf, linksOf, parentOf, telemetryKit, traceIdOf } from './telemetry-kit.js';

test.each([true, false])(
  'commands that a process sends belong to its reaction; context manager: %s',
  async (contexts) => {
    const telemetry = telemetryKit({ contexts });
    const { transfers, application, balance } = await started(createMemoryEventStore(), {
      observer: telemetry.observer,
    });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    await application.settled();
    expect(await balance('bob')).toBe(30);
    const request = telemetry.span('command transfers.Transfer.RequestTransfer');
    const [first] = telemetry.spans('process process:transfers.MoneyTransfer');
    const debit = telemetry.span('command accounts.Account.Debit');
    if (first === undefined) throw new Error('nothing was handled');
    expect(linksOf(first)).toEqual([idOf(request)]);
    expect(parentOf(debit)).toBe(idOf(first));
    expect(traceIdOf(debit)).toBe(traceIdOf(first));
    const reactions = await telemetry.series('messaging.process.duration', 'varve.outcome');
    expect(reactions['reacted']).toBeGreaterThanOrEqual(3);
  },
);

test('with followEvents a conversation is one trace, from the first command to the last', async () => {
  const telemetry = telemetryKit({ followEvents: 'parent' });
  const { transfers, application } = await started(createMemoryEventStore(), { observer: telemetry.observer });
  await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
  await application.settled();
  const request = telemetry.span('command transfers.Transfer.RequestTransfer');
  const [debit, credit] = ['Debit', 'Credit'].map((name) => telemetry.span(`command accounts.Account.${name}`));
  expect([debit, credit].map((span) => span && traceIdOf(span))).toEqual([traceIdOf(request), traceIdOf(request)]);
});
