import { createServer, type Socket } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWebhookTarget, type WebhookTargetOptions } from '../../../runtime/src/relay/webhook/webhook-target.js';
import { createRelay } from '../../../runtime/src/relay/create-relay.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { verifyWebhook } from '../../../runtime/src/webhooks/verify-webhook.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { telemetryKit } from '../otel/telemetry-kit.js';
import { type Options, quick, relayScene } from './relay-scene.js';
import { selfSigned } from './self-signed.js';
import { type Answering, webhookReceiver } from './webhook-receiver.js';

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const older = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;

async function hooked(url: string, webhook: Partial<WebhookTargetOptions> = {}, options: Partial<Options> = {}) {
  const scene = await relayScene(async () => createMemoryEventStore());
  const { bank, store } = scene;
  const target = createWebhookTarget({ url, secrets: [secret], allowHttp: true, addresses: 'any', ...webhook });
  const errors: unknown[] = [];
  const relay = createRelay({
    ...{ store, name: 'hooks', registries: [bankRegistry], message: { source: 'urn:bank' }, ...quick },
    report: (report) => 'error' in report && void errors.push(report.error),
    ...options,
    target,
  });
  onTestFinished(() => relay.stop());
  return { ...scene, relay, errors, target, bank, store };
}

const carts = (requests: readonly { readonly body: string }[]): readonly unknown[] =>
  requests.map(({ body }) => (JSON.parse(body) as { data: { sku: string } }).data.sku);

/** Answers with these statuses one after the other, then with 204. */
const statuses =
  (...given: readonly (readonly [number, Record<string, string>?])[]): Answering =>
  (_, response, at) => {
    const [status, headers] = given[at] ?? [204];
    response.writeHead(status, headers).end('{"error":"an answer that nobody reads"}');
  };

describe('a webhook', () => {
  test('is signed, so that any receiver by the specification can verify it', async () => {
    const { url, requests } = await webhookReceiver();
    const { relay, put, settled, store } = await hooked(url, { secrets: [secret, older] });
    await put('a', 'x');
    await relay.start();
    await settled(relay);
    const [request] = requests;
    if (request === undefined) throw new Error('nothing came');
    const [stored] = (await store.readLog()).events;
    expect(request.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': stored?.eventId,
    });
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    for (const each of [secret, older]) {
      expect(new Webhook(each).verify(request.body, headers)).toMatchObject({
        type: 'bank.ItemPut',
        data: { sku: 'x' },
      });
      expect(await verifyWebhook(request, { secrets: [each] })).toMatchObject({ id: stored?.eventId });
    }
  });

  test('carries the trace of its delivery in its headers, that of its event in the event, and what one adds', async () => {
    const telemetry = telemetryKit();
    const { url, requests } = await webhookReceiver();
    const headers = { authorization: 'Bearer t', 'webhook-id': 'forged', 'content-type': 'forged' };
    const { relay, put, settled } = await hooked(url, { headers }, { observer: telemetry.observer });
    await put('a', 'x');
    await relay.start();
    await settled(relay);
    const span = telemetry.span(`send webhook ${new URL(url).host}`).spanContext();
    expect(requests[0]?.headers).toMatchObject({
      traceparent: `00-${span.traceId}-${span.spanId}-01`,
      authorization: 'Bearer t',
      'content-type': 'application/cloudevents+json; charset=utf-8',
    });
    expect(requests[0]?.headers['webhook-id']).not.toBe('forged');
    expect(JSON.stringify(telemetry.spans().map(({ name, attributes }) => [name, attributes]))).not.toMatch(
      /t0ken|whsec/,
    );
  });

  test('is sent again after any answer that is no 2xx, and once more for each', async () => {
    const { url, requests } = await webhookReceiver(statuses([500], [404], [429, { 'retry-after': '0' }], [201]));
    const { relay, put, settled, errors } = await hooked(url);
    await put('a', 'x', 'y');
    await relay.start();
    await settled(relay);
    expect(carts(requests)).toEqual(['x', 'x', 'x', 'x', 'y']);
    expect(new Set(requests.slice(0, 4).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(errors.map((error) => (error as { status: number }).status)).toEqual([500, 404, 429]);
  });

  test.each([
    ['seconds', '1', 1_000],
    ['a date', 'Wed, 21 Oct 2015 07:28:10 GMT', 10_000],
    ['a date that is over', 'Wed, 21 Oct 2015 07:27:00 GMT', 0],
    ['years', '999999999', 3_600_000],
    ['nonsense', '-5', undefined],
    ['more nonsense', 'soon', undefined],
  ])('is kept back for as long as Retry-After says: %s', async (_, header, expected) => {
    const { url } = await webhookReceiver(statuses([503, { 'retry-after': header }]));
    const now = () => Date.parse('2015-10-21T07:28:00Z');
    const { relay, put, errors } = await hooked(url, { now }, { failure: { attempts: 1 } });
    await put('a', 'x');
    await relay.start();
    await expect(relay.ended).rejects.toThrow();
    expect(errors[0]).toMatchObject({ code: 'delivery-failed', status: 503, retryAfter: expected });
  });

  test('that is answered by 410 stops the relay', async () => {
    const { url, requests } = await webhookReceiver(statuses([410]));
    const { relay, put } = await hooked(url, {}, { failure: { otherwise: 'park' } });
    await put('a', 'x', 'y');
    await relay.start();
    await expect(relay.ended).rejects.toMatchObject({ code: 'receiver-gone' });
    expect(requests).toHaveLength(1);
  });

  test.each([301, 302, 303, 307, 308])('follows no redirect: %i', async (status) => {
    const elsewhere = await webhookReceiver();
    const { url, requests } = await webhookReceiver(statuses([status, { location: elsewhere.url }]));
    const { relay, put, settled, errors } = await hooked(url);
    await put('a', 'x');
    await relay.start();
    await settled(relay);
    expect([requests.length, elsewhere.requests.length]).toEqual([2, 0]);
    expect(String(errors[0])).toContain(`${status}, and redirects are not followed`);
  });

  test('whose answer never comes, or never ends, holds nothing up for longer than the timeout', async () => {
    const { url, requests } = await webhookReceiver((_, response, at) => {
      if (at === 0) return;
      if (at === 1) response.writeHead(200).write('the beginning of');
      else response.writeHead(204).end();
    });
    const { relay, put, settled, errors } = await hooked(url, {}, { timeout: 200 });
    await put('a', 'x', 'y');
    await relay.start();
    await settled(relay);
    expect(carts(requests)).toEqual(['x', 'x', 'y']);
    expect(errors.map(String)).toEqual([expect.stringContaining('nobody answered within 200 milliseconds')]);
  });

  test('whose answer has no end is read no further than it has to be', async () => {
    let sent = 0;
    const { url, requests } = await webhookReceiver((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) sent += 1;
      };
      response.on('drain', more);
      response.on('error', () => undefined);
      more();
    });
    const { relay, put, settled } = await hooked(url);
    await put('a', 'x');
    await relay.start();
    await settled(relay);
    await expect.poll(() => sent).toBeLessThan(1_000);
    expect(requests).toHaveLength(1);
  });
});

/** A server that speaks no HTTP, or breaks off. */
async function rudeServer(meet: (socket: Socket, at: number) => void): Promise<string> {
  let connections = 0;
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      connections += 1;
      meet(socket, connections - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
}

const fine = (socket: Socket): void => void socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');

describe('a receiver that breaks off is asked again:', () => {
  test.each<readonly [string, (socket: Socket) => void]>([
    ['it ends its half without an answer', (socket) => void socket.end()],
    ['it hangs up', (socket) => void socket.destroy()],
    ['it resets the connection', (socket) => void socket.resetAndDestroy()],
    ['it ends within the head', (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Ty')],
    ['it answers no HTTP', (socket) => void socket.end('220 mail.example ESMTP\r\n')],
    ['its head is endless', (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}`)],
  ])('%s', async (_, meet) => {
    const url = await rudeServer((socket, at) => (at === 0 ? meet(socket) : fine(socket)));
    const { relay, put, settled, errors } = await hooked(url, {}, { timeout: 2_000 });
    await put('a', 'x');
    await relay.start();
    await settled(relay);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: 'delivery-failed', status: undefined });
  });

  test('nobody is there', async () => {
    const { relay, put, errors } = await hooked('http://127.0.0.1:1/secret-path', {}, { failure: { attempts: 2 } });
    await put('a', 'x');
    await relay.start();
    await expect(relay.ended).rejects.toThrow();
    expect(errors.map(String)).toEqual(Array(2).fill(expect.stringContaining('could not be reached (ECONNREFUSED)')));
  });

  test('its certificate is nobody’s, and nothing was said to it', async () => {
    const { url, requests } = await webhookReceiver(undefined, selfSigned);
    const { relay, put, errors } = await hooked(url, {}, { failure: { attempts: 1 } });
    await put('a', 'x');
    await relay.start();
    await expect(relay.ended).rejects.toThrow();
    expect(String(errors[0])).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(requests).toEqual([]);
  });
});

describe('a target', () => {
  const target = (options: Partial<WebhookTargetOptions>) => () =>
    createWebhookTarget({ url: 'https://hooks.example/t0ken', secrets: [secret], ...options });

  test.each<readonly [Partial<WebhookTargetOptions>, string]>([
    [{ url: 'http://hooks.example/t0ken' }, 'is https, not http:'],
    [{ url: 'file:///t0ken' }, 'is https, not file:'],
    [{ url: 'javascript:t0ken', allowHttp: true }, 'is https, not javascript:'],
    [{ url: 't0ken' }, 'is no URL'],
    [{ url: 'https://user:t0ken@hooks.example' }, 'no user name or password'],
    [{ secrets: [] }, 'needs a secret'],
    [{ secrets: ['t0ken'] }, 'whsec_ and 24 to 64 bytes'],
    [{ secrets: [secret, 'whsec_t0ken'] }, 'whsec_ and 24 to 64 bytes'],
    [{ secrets: [`whsec_${Buffer.alloc(23).toString('base64')}`] }, 'whsec_ and 24 to 64 bytes'],
    [{ secrets: [`whsec_${Buffer.alloc(65).toString('base64')}`] }, 'whsec_ and 24 to 64 bytes'],
    [{ secrets: [secret.slice(0, -1)] }, 'whsec_ and 24 to 64 bytes'],
  ])('is refused with %j, without quoting it', (options, says) => {
    expect(target(options)).toThrow(says);
    expect(target(options)).not.toThrow(/t0ken/);
  });

  test('shows neither its secrets nor the path of its address', () => {
    const made = target({})();
    expect(made.name).toBe('webhook hooks.example');
    expect(JSON.stringify(made) + Object.values(made).map(String).join()).not.toContain(secret.slice(6));
  });

  test.each([
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://0.0.0.0/',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:db8::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://localhost/',
  ])('leads nowhere inside: %s', async (url) => {
    const { relay, put, errors } = await hooked(
      url,
      { allowHttp: false, addresses: 'public' },
      { failure: { attempts: 1 } },
    );
    await put('a', 'x');
    await relay.start();
    await expect(relay.ended).rejects.toThrow();
    expect(String(errors[0])).toMatch(/its address is not allowed|leads to no address that is allowed/);
  });

  test('leads only where a filter of one’s own says', async () => {
    const { port, requests } = await webhookReceiver();
    const asked: string[] = [];
    const addresses = (address: string): boolean => asked.push(address) > 0 && address === '127.0.0.1';
    const { relay, put, settled } = await hooked(`http://localhost:${port}/`, { addresses });
    await put('a', 'x');
    await relay.start();
    await settled(relay);
    expect(requests).toHaveLength(1);
    expect(asked).toContain('127.0.0.1');
  });
});
