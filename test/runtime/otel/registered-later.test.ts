import { metrics, trace } from '@opentelemetry/api';
import { expect, onTestFinished, test } from 'vitest';
import { openTelemetry } from '../../../runtime/src/otel/open-telemetry.js';
import { bankKit } from '../snapshot/bank-kit.js';
import { idOf, parentOf, telemetryKit } from './telemetry-kit.js';

test('an SDK that is registered later is used from then on, and a trace that was given stays without one', async () => {
  const { bank, store } = bankKit({ observer: openTelemetry() });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await bank.cart.putItem({ cartId: 'a', sku: 'x' }, { metadata: { traceparent } });
  const [stored] = (await store.readLog()).events;
  expect(JSON.parse(stored?.metadata ?? '')).toMatchObject({ traceparent });

  const telemetry = telemetryKit();
  trace.setGlobalTracerProvider(telemetry.tracerProvider);
  metrics.setGlobalMeterProvider(telemetry.meterProvider);
  onTestFinished(() => {
    trace.disable();
    metrics.disable();
  });
  await bank.cart.putItem({ cartId: 'a', sku: 'y' });
  expect(parentOf(telemetry.span('append bank.cart'))).toBe(idOf(telemetry.span('command bank.Cart.PutItem')));
  expect(await telemetry.series('varve.append.events', 'db.collection.name')).toEqual({ 'bank.cart': 1 });
});

test('metrics alone are measured without traces, and traces alone are told without metrics', async () => {
  const telemetry = telemetryKit();
  const measured = bankKit({ observer: openTelemetry({ meterProvider: telemetry.meterProvider }) });
  await measured.bank.cart.putItem({ cartId: 'a', sku: 'x' });
  expect(telemetry.spans()).toEqual([]);
  expect(await telemetry.series('varve.append.events', 'db.collection.name')).toEqual({ 'bank.cart': 1 });
  const traced = bankKit({ observer: openTelemetry({ tracerProvider: telemetry.tracerProvider }) });
  await traced.bank.cart.putItem({ cartId: 'a', sku: 'x' });
  expect(telemetry.spans()).toHaveLength(3);
  expect(await telemetry.series('varve.append.events', 'db.collection.name')).toEqual({ 'bank.cart': 1 });
});
