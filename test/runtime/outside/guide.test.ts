import type { JetStreamClient, PubAck } from '@nats-io/jetstream';
import { expect, onTestFinished, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Relay } from '../../../runtime/src/relay/create-relay.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { telemetryKit, trace } from '../otel/telemetry-kit.js';
import { accountId, bankKit, open } from '../snapshot/bank-kit.js';
import { webhookReceiver } from '../relay/webhook-receiver.js';
import { receive } from './receiving.js';
import { natsRelay, partnerRelay, searchRelay } from './relayed-bank.js';
import { exported } from './sending.js';
import { slowCommands, type SlowCommand, watchedBank } from './watched-bank.js';

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

async function delivered(relay: Relay, store: FullEventStore): Promise<void> {
  onTestFinished(() => relay.stop());
  await relay.start();
  const head = await store.head();
  if (head !== undefined) await relay.reached(head);
}

test('a bank is watched with no SDK registered, and does what it would do without', async () => {
  const store = createMemoryEventStore();
  const posted: unknown[] = [];
  const post = async (...given: unknown[]): Promise<void> => void posted.push(given);
  const watched = await watchedBank(store, { totalCount: 1, idleCount: 1, waitingCount: 0 }, post);
  onTestFinished(() => watched.processor.stop());
  const { events } = await watched.bank.account.openAccount({ accountId, holder: { name: 'Ann' } });
  await expect.poll(() => posted).toEqual([['/letters', { name: 'Ann' }, { 'idempotency-key': events[0]?.eventId }]]);
  watched.stopWatching();
});

test('with an SDK what handlers call learns the trace', async () => {
  const telemetry = telemetryKit();
  trace.setGlobalTracerProvider(telemetry.tracerProvider);
  onTestFinished(() => trace.disable());
  const posted: object[] = [];
  const watched = await watchedBank(
    createMemoryEventStore(),
    { totalCount: 1, idleCount: 1, waitingCount: 0 },
    async (_path, _body, headers) => void posted.push(headers),
  );
  onTestFinished(() => watched.processor.stop());
  await watched.bank.account.openAccount({ accountId, holder: { name: 'Ann' } });
  await expect.poll(() => telemetry.spans('process welcome').length).toBe(1);
  const { traceId, spanId } = telemetry.span('process welcome').spanContext();
  expect(posted).toMatchObject([{ traceparent: `00-${traceId}-${spanId}-01` }]);
  watched.stopWatching();
});

test('an observer of one’s own hears of slow commands', async () => {
  const slow: SlowCommand[] = [];
  const { bank } = bankKit({ observer: slowCommands(0, (each) => void slow.push(each)) });
  await open(bank);
  await bank.account.moveMoney({ accountId, cents: -1 });
  expect(slow).toMatchObject([
    { name: 'OpenAccount', outcome: 'accepted' },
    { name: 'MoveMoney', outcome: 'rejected' },
  ]);
});

test('a function gets what it is to index', async () => {
  const { bank, store } = bankKit();
  await bank.cart.putItem({ cartId: 'a', sku: 'x' });
  await open(bank);
  const indexed = new Map<string, string>();
  await delivered(searchRelay(store, { index: async (id, body) => void indexed.set(id, body) }), store);
  expect([...indexed.values()].map((body) => JSON.parse(body) as unknown)).toMatchObject([
    { type: 'bank.AccountOpened', data: { holder: { name: 'Ann' } } },
  ]);
});

test('a webhook arrives, is verified, read and known again', async () => {
  const { bank, store } = bankKit();
  await open(bank);
  const [seen, welcomed, answers]: [Set<string>, string[], number[]] = [new Set(), [], []];
  const { url, requests } = await webhookReceiver(({ headers, body }, response) => {
    const request = { headers: new Headers(headers as Record<string, string>), body: new TextEncoder().encode(body) };
    void receive(request, [secret], seen, (name) => void welcomed.push(name)).then((status) => {
      answers.push(status);
      response.writeHead(status).end();
    });
  });
  await delivered(partnerRelay(store, url, secret, true), store);
  expect([welcomed, answers]).toEqual([['Ann'], [204]]);
  const [request] = requests;
  if (request === undefined) throw new Error('nothing came');
  const again = (body: string) =>
    receive(
      { headers: new Headers(request.headers as Record<string, string>), body: new TextEncoder().encode(body) },
      [secret],
      seen,
      (name) => void welcomed.push(name),
    );
  expect([await again(request.body), await again('{}'), welcomed]).toEqual([204, 401, ['Ann']]);
});

test('a stream of JetStream gets events by their types', async () => {
  const { bank, store } = bankKit();
  await open(bank);
  const published: unknown[] = [];
  const publish: JetStreamClient['publish'] = async (subject, _payload, options) => {
    published.push([subject, options?.msgID, options?.expect?.streamName]);
    return { stream: 'EVENTS', seq: 1, duplicate: false } as PubAck;
  };
  await delivered(natsRelay(store, { publish } as JetStreamClient), store);
  const [event] = (await store.readLog()).events;
  expect(published).toEqual([['events.bank.AccountOpened', event?.eventId, 'EVENTS']]);
});

test('a log is exported line by line', async () => {
  const { bank, store } = bankKit();
  await bank.account.openAccount({ accountId, holder: { name: 'Ann' } }, { metadata: { actor: 'clerk' } });
  const [line = ''] = (await exported(store)).split('\n');
  expect(JSON.parse(line)).toMatchObject({ type: 'bank.AccountOpened', actor: 'clerk', logposition: '1' });
});
