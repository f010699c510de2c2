import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, test } from 'vitest';
import type { CommandId } from '../../../runtime/src/message/identifiers.js';
import { bankKit, accountId, open } from '../snapshot/bank-kit.js';
import { context, idOf, linksOf, parentOf, parentText, telemetryKit, trace, traceIdOf } from './telemetry-kit.js';

const foreign = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function eventsIn(kit: ReturnType<typeof bankKit>) {
  const { events } = await kit.store.readLog();
  return events.map(({ metadata }) => JSON.parse(metadata) as Record<string, string>);
}

describe('a command', () => {
  test('is a span around its load and its append, and its events carry it', async () => {
    const telemetry = telemetryKit();
    const kit = bankKit({ observer: telemetry.observer });
    await kit.bank.cart.putItem({ cartId: 'a', sku: 'x' }, { commandId: 'c1' as CommandId });
    const command = telemetry.span('command bank.Cart.PutItem');
    expect(command.kind).toBe(SpanKind.INTERNAL);
    expect(command.attributes).toMatchObject({
      'varve.context': 'bank',
      'varve.aggregate': 'Cart',
      'varve.command': 'PutItem',
      'varve.command.id': 'c1',
      'varve.stream': 'bank.cart-a',
      'varve.outcome': 'accepted',
      'varve.events': 1,
      'varve.stream_version': 1,
    });
    const load = telemetry.span('load bank.cart');
    const append = telemetry.span('append bank.cart');
    expect([parentOf(load), parentOf(append)]).toEqual([idOf(command), idOf(command)]);
    expect([load.kind, append.kind]).toEqual([SpanKind.CLIENT, SpanKind.CLIENT]);
    expect(append.attributes).toMatchObject({
      'db.system.name': 'varve',
      'db.operation.name': 'append',
      'db.collection.name': 'bank.cart',
      'varve.event.types': ['bank.ItemPut'],
      'varve.outcome': 'appended',
    });
    expect(await eventsIn(kit)).toMatchObject([{ traceparent: parentText(command.spanContext()) }]);
  });

  test('belongs to what is going on, and is linked to the trace that its metadata names', async () => {
    const telemetry = telemetryKit();
    const { bank } = bankKit({ observer: telemetry.observer });
    const outer = telemetry.tracer.startSpan('request');
    await context.with(trace.setSpan(context.active(), outer), () =>
      bank.cart.putItem({ cartId: 'a', sku: 'x' }, { metadata: { traceparent: foreign } }),
    );
    const command = telemetry.span('command bank.Cart.PutItem');
    expect(parentOf(command)).toBe(outer.spanContext().spanId);
    expect(linksOf(command)).toEqual(['b7ad6b7169203331']);
  });

  test('goes on in the trace of its metadata where nothing else is going on, vendors’ state included', async () => {
    const telemetry = telemetryKit();
    const kit = bankKit({ observer: telemetry.observer });
    const metadata = { traceparent: foreign, tracestate: 'vendor=1,other=a:b' };
    await kit.bank.cart.putItem({ cartId: 'a', sku: 'x' }, { metadata });
    const command = telemetry.span('command bank.Cart.PutItem');
    expect([traceIdOf(command), parentOf(command)]).toEqual([foreign.slice(3, 35), 'b7ad6b7169203331']);
    expect(await eventsIn(kit)).toMatchObject([
      { traceparent: parentText(command.spanContext()), tracestate: 'vendor=1,other=a:b' },
    ]);
  });

  test('keeps loads and appends in its trace where nothing is active across awaits', async () => {
    const telemetry = telemetryKit({ contexts: false });
    const { bank } = bankKit({ observer: telemetry.observer });
    await bank.cart.putItem({ cartId: 'a', sku: 'x' });
    const command = telemetry.span('command bank.Cart.PutItem');
    for (const name of ['load bank.cart', 'append bank.cart']) {
      expect(parentOf(telemetry.span(name)), name).toBe(idOf(command));
    }
  });

  test.each([
    'nonsense',
    '',
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
    'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01',
    `${foreign}x`,
  ])('begins a trace of its own where metadata says %j', async (traceparent) => {
    const telemetry = telemetryKit();
    const { bank } = bankKit({ observer: telemetry.observer });
    await bank.cart.putItem({ cartId: 'a', sku: 'x' }, { metadata: { traceparent } });
    expect(parentOf(telemetry.span('command bank.Cart.PutItem'))).toBeUndefined();
  });

  test('that is refused is no error, and one that throws is, by its code and nothing of its text', async () => {
    const telemetry = telemetryKit();
    const secret = 'a secret in an error';
    const { bank } = bankKit({
      observer: telemetry.observer,
      middleware: [
        (command, next) => (command.name === 'PutItem' ? Promise.reject(new TypeError(secret)) : next(command)),
      ],
    });
    await open(bank);
    await expect(bank.cart.putItem({ cartId: 'a', sku: 'x' })).rejects.toThrow(secret);
    const failed = telemetry.span('command bank.Cart.PutItem');
    expect(failed.status).toEqual({ code: SpanStatusCode.ERROR, message: 'TypeError' });
    expect(failed.attributes['error.type']).toBe('TypeError');
    const [opened] = telemetry.spans('command bank.Account.OpenAccount');
    expect(opened?.status.code).toBe(SpanStatusCode.UNSET);
    expect(
      JSON.stringify(telemetry.spans().map(({ attributes, events, status }) => [attributes, events, status])),
    ).not.toContain(secret);
  });

  test('says texts of errors only where asked to', async () => {
    const telemetry = telemetryKit({ exceptions: true });
    const { bank } = bankKit({
      observer: telemetry.observer,
      middleware: [() => Promise.reject(new TypeError('said'))],
    });
    await expect(bank.cart.putItem({ cartId: 'a', sku: 'x' })).rejects.toThrow('said');
    expect(telemetry.span('command bank.Cart.PutItem').events[0]?.attributes?.['exception.message']).toBe('said');
  });

  test('is measured by outcome, as are appends, conflicts and further attempts', async () => {
    const telemetry = telemetryKit();
    const first = bankKit({ observer: telemetry.observer });
    const { bank, store } = first;
    await bank.cart.putItem({ cartId: 'a', sku: 'x' });
    // Two at once on one stream: one of them is decided again.
    await Promise.all(['y', 'z'].map((sku) => bank.cart.putItem({ cartId: 'a', sku })));
    await open(bank);
    expect((await store.readLog()).events).toHaveLength(4);
    const commands = await telemetry.series('varve.command.duration', 'varve.command', 'varve.outcome');
    expect(commands).toEqual({ 'PutItem accepted': 3, 'OpenAccount accepted': 1 });
    expect(await telemetry.series('varve.append.conflicts', 'db.collection.name')).toEqual({ 'bank.cart': 1 });
    expect(await telemetry.series('varve.command.retries', 'varve.command')).toEqual({ PutItem: 1 });
    expect(await telemetry.series('varve.append.events', 'db.collection.name')).toEqual({
      'bank.cart': 3,
      'bank.account': 1,
    });
    const access = await telemetry.series('db.client.operation.duration', 'db.operation.name', 'varve.outcome');
    expect(access).toEqual({ 'load loaded': 5, 'append appended': 4, 'append conflict': 1 });
  });

  test('that is only repeated appends nothing, and no metric has the name of a stream', async () => {
    const telemetry = telemetryKit();
    const { bank } = bankKit({ observer: telemetry.observer });
    const once = { commandId: 'once' as CommandId };
    await bank.cart.putItem({ cartId: accountId, sku: 'x' }, once);
    await bank.cart.putItem({ cartId: accountId, sku: 'x' }, once);
    expect(await telemetry.series('varve.append.events', 'db.collection.name')).toEqual({ 'bank.cart': 1 });
    expect(telemetry.spans('command bank.Cart.PutItem').map((span) => span.attributes['varve.deduplicated'])).toEqual([
      false,
      true,
    ]);
    expect(Object.keys(await telemetry.series('varve.command.duration', 'varve.stream'))).toEqual(['undefined']);
  });
});
