import { describe, expect, test } from 'vitest';
import type { Ending, Observer } from '../../../runtime/src/observe/observer.js';
import { bankKit } from '../snapshot/bank-kit.js';

const never = new Promise<void>(() => undefined);
const fail = (): never => {
  throw new Error('the observer is broken');
};

const broken: Record<string, Observer> = {
  'throws before the work': { around: fail },
  'throws after the work has begun': { around: (_, run) => (void run(), fail()) },
  'rejects later': { around: async (_, run) => (await run(), fail()) },
  'never begins the work': { around: () => undefined },
  'never comes back': { around: () => never },
  'begins the work twice': { around: (_, run) => (void run(), void run()) },
  'begins the work much later': { around: async (_, run) => (await Promise.resolve(), void (await run())) },
  'throws when told of something': { around: (_, run) => void run(), note: fail },
};

describe.each(Object.entries(broken))('an observer that %s', (_, observer) => {
  test('changes nothing: commands are handled once, rejected and thrown as without it', async () => {
    const { bank, store } = bankKit({ observer });
    const put = (sku: string) => bank.cart.putItem({ cartId: 'a', sku });
    expect(await put('x')).toMatchObject({ kind: 'accepted', streamVersion: 1 });
    await Promise.all([put('y'), put('z')]);
    expect((await store.readLog()).events).toHaveLength(3);
    await store.close();
    await expect(put('w')).rejects.toMatchObject({ code: 'store-closed' });
  });
});

test('an observer hears how everything ended, and a rejection never reaches it as one', async () => {
  const endings: [string, Ending][] = [];
  const observer: Observer = {
    async around(operation, run) {
      endings.push([operation.kind, await run()]);
    },
  };
  const { bank, store } = bankKit({ observer });
  await bank.cart.putItem({ cartId: 'a', sku: 'x' });
  await store.close();
  await expect(bank.cart.putItem({ cartId: 'a', sku: 'x' })).rejects.toThrow();
  const closed = { error: expect.objectContaining({ code: 'store-closed' }) as unknown };
  expect(endings).toEqual([
    ['load', { outcome: 'loaded', streamVersion: 0 }],
    ['append', { outcome: 'appended', streamVersion: 1, deduplicated: false, events: 1 }],
    ['command', { outcome: 'accepted', streamVersion: 1, deduplicated: false, events: 1 }],
    ['load', closed],
    ['command', closed],
  ]);
});

test('what an observer says of the trace reaches middleware, events and nothing else', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const seen: unknown[] = [];
  const { bank, store } = bankKit({
    observer: { around: (_, run) => void run({ traceparent }) },
    middleware: [(command, next) => (seen.push(command.metadata.traceparent), next(command))],
  });
  const metadata = { traceparent: 'of the caller', tracestate: 'of the caller', actor: 'ann' };
  await bank.cart.putItem({ cartId: 'a', sku: 'x' }, { metadata });
  const [event] = (await store.readLog()).events;
  expect(seen).toEqual([traceparent]);
  expect(JSON.parse(event?.metadata ?? '')).toMatchObject({ traceparent, actor: 'ann' });
  expect(event?.metadata).not.toContain('tracestate');
});
