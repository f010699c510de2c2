import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createCloudEvents } from '../../../runtime/src/cloudevents/cloud-events.js';
import { createRelay } from '../../../runtime/src/relay/create-relay.js';
import { createNatsTarget } from '../../../runtime/src/relay/nats/nats-target.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { type NatsServer, natsRelease, startNats } from '../../support/nats/nats-server.js';
import { type Options, quick, type RelayScene, relayScene } from './relay-scene.js';

if (natsRelease === undefined) {
  process.stdout.write(
    'nats-server is not here, so that tests of delivering to NATS are skipped: apt-get install nats-server\n',
  );
}

interface Message {
  readonly subject: string;
  readonly id: string;
  readonly contentType: string;
  readonly traceparent: string;
  readonly sku: unknown;
}

describe.skipIf(natsRelease === undefined)(`into ${natsRelease ?? 'NATS'}, a relay`, () => {
  let server: NatsServer;
  let connection: NatsConnection;
  let manager: JetStreamManager;
  let streams = 0;
  beforeAll(async () => {
    server = await startNats();
    connection = await connect({ servers: server.servers, maxReconnectAttempts: -1, reconnectTimeWait: 50 });
    manager = await jetstreamManager(connection);
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  /** A stream of JetStream, and a relay into it. */
  async function scene(
    options: Partial<Options> = {},
    target: { readonly timeout?: number; readonly listens?: boolean } = {},
  ): Promise<
    RelayScene & { readonly relay: ReturnType<typeof createRelay>; readonly name: string; readonly subject: string }
  > {
    streams += 1;
    const name = `stream${streams}`;
    const subject = `bank${streams}`;
    if (target.listens !== false) await manager.streams.add({ name, subjects: [`${subject}.>`] });
    const carts = await relayScene(async () => createMemoryEventStore());
    const relay = createRelay({
      ...{ store: carts.store, name: 'nats', registries: [bankRegistry], message: { source: 'urn:bank' }, ...quick },
      ...options,
      target: createNatsTarget({
        jetstream: jetstream(connection),
        headers,
        stream: name,
        subject: ({ type, streamName }) => `${subject}.${type}.${streamName.slice(streamName.indexOf('-') + 1)}`,
        timeout: target.timeout ?? 1_000,
      }),
    });
    onTestFinished(() => relay.stop());
    return { ...carts, relay, name, subject };
  }

  async function messages(name: string): Promise<readonly Message[]> {
    const { state } = await manager.streams.info(name);
    const found: Message[] = [];
    for (let seq = Math.max(state.first_seq, 1); seq <= state.last_seq; seq += 1) {
      const message = await manager.streams.getMessage(name, { seq });
      if (message === null) continue;
      const { data } = message.json<{ data: { sku: unknown } }>();
      const header = (key: string): string => message.header.get(key);
      const { subject } = message;
      const [id, contentType] = [header('Nats-Msg-Id'), header('content-type')];
      found.push({ subject, id, contentType, traceparent: header('traceparent'), sku: data.sku });
    }
    return found;
  }

  test('publishes CloudEvents under their ids, each stream in its order', async () => {
    const { put, settled, relay, name, subject, store } = await scene();
    await put('a', 'x', 'y');
    await put('b', 'z');
    await relay.start();
    await put('a', 'w');
    await settled(relay);
    const { events } = await store.readLog();
    const found = await messages(name);
    expect(found.map(({ id }) => id).toSorted()).toEqual(events.map(({ eventId }) => eventId).toSorted());
    expect(found.filter((each) => each.subject === `${subject}.bank.ItemPut.a`).map(({ sku }) => sku)).toEqual([
      'x',
      'y',
      'w',
    ]);
    expect(found[0]?.contentType).toBe('application/cloudevents+json; charset=utf-8');
  });

  test('in binary mode has the attributes in headers, and a receiver reads them there', async () => {
    const { put, settled, relay, name } = await scene({ message: { source: 'urn:bank', mode: 'binary' } });
    await put('a', 'x');
    await relay.start();
    await settled(relay);
    const { state } = await manager.streams.info(name);
    const message = await manager.streams.getMessage(name, { seq: state.first_seq });
    if (message === null) throw new Error('nothing is there');
    const given = message.header.keys().map((key) => [key, message.header.get(key)] as const);
    const events = createCloudEvents({ source: 'urn:bank', registries: [bankRegistry] });
    const read = events.fromHttp({ headers: given, body: message.data });
    expect(read.events).toMatchObject([{ type: 'bank.ItemPut', data: { sku: 'x' } }]);
  });

  test('that begins again from the start leaves nothing twice within the window of the stream', async () => {
    const { put, settled, relay, name, store } = await scene();
    await put('a', 'x', 'y');
    await relay.start();
    await settled(relay);
    await relay.stop();
    const again = createRelay({
      ...{ store, name: 'again', registries: [bankRegistry], message: { source: 'urn:bank' }, ...quick },
      target: createNatsTarget({
        jetstream: jetstream(connection),
        headers,
        subject: () => `${name.replace('stream', 'bank')}.again`,
      }),
    });
    onTestFinished(() => again.stop());
    await again.start();
    await settled(again);
    expect(again.health().handled).toBe(2);
    expect((await messages(name)).map(({ sku }) => sku)).toEqual(['x', 'y']);
  });

  test('waits while nobody listens, and delivers when somebody does', async () => {
    const { put, settled, relay, name, subject } = await scene({}, { listens: false, timeout: 200 });
    await put('a', 'x');
    await relay.start();
    await expect.poll(() => relay.health().lastError, { timeout: 5_000 }).toBeDefined();
    await manager.streams.add({ name, subjects: [`${subject}.>`] });
    await settled(relay);
    expect((await messages(name)).map(({ sku }) => sku)).toEqual(['x']);
  });

  test('into another stream than the one that was named is refused', async () => {
    const { put, relay, name, subject } = await scene({ failure: { attempts: 1 } }, { listens: false });
    await manager.streams.add({ name: `other-${name}`, subjects: [`${subject}.>`] });
    await put('a', 'x');
    await relay.start();
    await expect(relay.ended).rejects.toMatchObject({ code: 'processor-failed' });
    expect(await messages(`other-${name}`)).toEqual([]);
  });

  test('outlives a server that is killed: nothing is lost, and each stream keeps its order', async () => {
    const { put, settled, relay, name } = await scene({ batch: 5 }, { timeout: 300 });
    const skus = Array.from({ length: 60 }, (_, at) => String(at).padStart(2, '0'));
    const putting = put('a', ...skus);
    await relay.start();
    await expect.poll(() => relay.health().handled).toBeGreaterThan(0);
    await server.kill();
    await putting;
    // However quick the relay was before.
    await put('a', 'last');
    await expect.poll(() => relay.health().lastError, { timeout: 10_000 }).toBeDefined();
    await server.restart();
    await settled(relay);
    const found = await messages(name);
    const first = [...new Set(found.map(({ sku }) => sku))];
    expect(first).toEqual([...skus, 'last']);
  });

  test.each(['', 'a b', 'a.*', 'a.>', '.a', 'a..b', 'a\n'])('publishes to no subject such as %j', async (subject) => {
    const target = createNatsTarget({ jetstream: jetstream(connection), headers, subject: () => subject });
    const { put, start, settled } = await relayScene(async () => createMemoryEventStore());
    await put('a', 'x');
    const { relay } = await start((delivery, context) => target.deliver(delivery, context), {
      failure: { attempts: 1, otherwise: 'skip' },
    });
    await settled(relay);
    expect(relay.health()).toMatchObject({ skipped: 1, lastError: { code: 'invalid-use' } });
  });
});
