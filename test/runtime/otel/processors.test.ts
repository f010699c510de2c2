import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { causedBy } from '../../../runtime/src/message/caused-by.js';
import { watchPool } from '../../../runtime/src/otel/watch-pool.js';
import { watchProcessors } from '../../../runtime/src/otel/watch-processors.js';
import { createProcessor } from '../../../runtime/src/processor/create-processor.js';
import type { ProcessorOptions } from '../../../runtime/src/processor/processor-options.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { bankKit } from '../snapshot/bank-kit.js';
import { idOf, linksOf, parentOf, parentText, telemetryKit, traceIdOf } from './telemetry-kit.js';

type Options = ProcessorOptions<readonly [typeof bankRegistry]>;

/** A cart with an item in it, and a processor that watches carts. */
async function followed(
  telemetry: ReturnType<typeof telemetryKit>,
  handle: Options['handle'],
  others: Partial<Options> = {},
) {
  const kit = bankKit({ observer: telemetry.observer });
  await kit.bank.cart.putItem({ cartId: 'a', sku: 'x' });
  const processor = createProcessor({
    store: kit.store,
    name: 'carts',
    registries: [bankRegistry],
    failure: { firstPause: 1, longestPause: 2, attempts: 2, otherwise: 'park' },
    observer: telemetry.observer,
    ...others,
    handle,
  });
  onTestFinished(() => processor.stop());
  await processor.start();
  return {
    ...kit,
    processor,
    async settled() {
      const head = await kit.store.head();
      if (head !== undefined) await processor.reached(head);
    },
  };
}

describe('an event that is handled', () => {
  test('is a span in that of its page, linked to the command that made it', async () => {
    const telemetry = telemetryKit();
    const { settled } = await followed(telemetry, () => undefined);
    await settled();
    const command = telemetry.span('command bank.Cart.PutItem');
    const page = telemetry.span('receive carts');
    const handled = telemetry.span('process carts');
    expect([handled.kind, page.kind]).toEqual([SpanKind.CONSUMER, SpanKind.CONSUMER]);
    expect(parentOf(page)).toBeUndefined();
    expect(parentOf(handled)).toBe(idOf(page));
    expect(traceIdOf(page)).not.toBe(traceIdOf(command));
    expect(linksOf(handled)).toEqual([idOf(command)]);
    expect(handled.attributes).toMatchObject({
      'messaging.operation.type': 'process',
      'messaging.consumer.group.name': 'carts',
      'varve.event.type': 'bank.ItemPut',
      'varve.stream': 'bank.cart-a',
      'varve.position': 0,
      'varve.attempt': 1,
    });
  });

  test('goes on in the trace of its command where that is asked for', async () => {
    const telemetry = telemetryKit({ followEvents: 'parent' });
    const { settled } = await followed(telemetry, () => undefined);
    await settled();
    const handled = telemetry.span('process carts');
    expect(parentOf(handled)).toBe(idOf(telemetry.span('command bank.Cart.PutItem')));
    expect(linksOf(handled)).toEqual([idOf(telemetry.span('receive carts'))]);
  });

  test.each([true, false])(
    'is what the commands that it gives rise to belong to; context manager: %s',
    async (contexts) => {
      const telemetry = telemetryKit({ contexts });
      const seen: string[] = [];
      const kit = bankKit({ observer: telemetry.observer });
      const { settled, bank, store } = await followed(telemetry, async (event, { trace }) => {
        if (event.type !== 'bank.ItemPut' || seen.push(event.data.sku) > 1) return;
        const metadata = causedBy(event, trace);
        expect(metadata).toMatchObject({ correlationId: event.metadata.correlationId, causationId: event.eventId });
        await kit.bank.cart.putItem({ cartId: 'b', sku: 'y' }, { metadata });
      });
      await settled();
      expect([bank, store]).toBeDefined();
      const handled = telemetry.span('process carts');
      const [, caused] = telemetry.spans('command bank.Cart.PutItem');
      expect(caused && parentOf(caused)).toBe(idOf(handled));
      const { events } = await kit.store.readLog();
      expect(events.map(({ metadata }) => metadata)).toEqual([
        expect.stringContaining(parentText((caused ?? handled).spanContext())),
      ]);
    },
  );

  test('that fails is an error in each attempt, and parked it is counted as that', async () => {
    const telemetry = telemetryKit();
    const { settled } = await followed(telemetry, () => Promise.reject(new RangeError('never')));
    await settled();
    expect(
      telemetry.spans('process carts').map(({ status, attributes }) => [status.code, attributes['varve.attempt']]),
    ).toEqual([
      [SpanStatusCode.ERROR, 1],
      [SpanStatusCode.ERROR, 2],
    ]);
    const events = await telemetry.series('varve.processor.events', 'messaging.consumer.group.name', 'varve.outcome');
    expect(events).toEqual({ 'carts parked': 1 });
    expect(await telemetry.series('varve.processor.failures', 'varve.failure')).toEqual({ handler: 2 });
    expect(await telemetry.series('messaging.process.duration', 'error.type')).toEqual({ RangeError: 2 });
  });
});

describe('how far processors are behind', () => {
  test('is told from their checkpoints, whether or not anybody runs them', async () => {
    const telemetry = telemetryKit();
    const { settled, processor, bank, store } = await followed(telemetry, () => undefined);
    const stopWatching = watchProcessors({
      store,
      processors: () => ['carts', 'never-begun'],
      meterProvider: telemetry.meterProvider,
    });
    await settled();
    const lag = () => telemetry.series('varve.processor.lag', 'messaging.consumer.group.name');
    expect(await lag()).toEqual({ carts: 0, 'never-begun': 1 });
    await processor.stop();
    await bank.cart.putItem({ cartId: 'a', sku: 'y' });
    await bank.cart.putItem({ cartId: 'a', sku: 'z' });
    expect(await lag()).toEqual({ carts: 2, 'never-begun': 3 });
    const time = await telemetry.series('varve.processor.lag.time', 'messaging.consumer.group.name');
    expect(time['never-begun']).toBeGreaterThanOrEqual(time['carts'] ?? Number.NaN);
    expect(await telemetry.series('varve.processor.parked', 'messaging.consumer.group.name')).toEqual({
      carts: 0,
      'never-begun': 0,
    });
    stopWatching();
    await bank.cart.putItem({ cartId: 'a', sku: 'w' });
    expect(await lag(), 'nobody asked again').toEqual({ carts: 2, 'never-begun': 3 });
  });

  test('is left out where the store cannot tell', async () => {
    const telemetry = telemetryKit();
    const { store } = bankKit();
    watchProcessors({ store, processors: () => ['carts'], meterProvider: telemetry.meterProvider });
    await store.close();
    expect(await telemetry.series('varve.processor.lag', 'messaging.consumer.group.name')).toEqual({});
  });

  test('a pool says what its connections do', async () => {
    const telemetry = telemetryKit();
    const pool = { totalCount: 7, idleCount: 2, waitingCount: 3 };
    watchPool(pool, { name: 'main', meterProvider: telemetry.meterProvider });
    expect(await telemetry.series('db.client.connection.count', 'db.client.connection.state')).toEqual({
      idle: 2,
      used: 5,
    });
    expect(await telemetry.series('db.client.connection.pending_requests', 'db.client.connection.pool.name')).toEqual({
      main: 3,
    });
  });
});
