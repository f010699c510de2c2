import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { verifyWebhook, type VerifyWebhookOptions } from '../../../runtime/src/webhooks/verify-webhook.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const sentAt = 1_700_000_000;
const body = '{"sku":"x"}';
const signed = (key = secret, text = body, id = 'msg_1') => new Webhook(key).sign(id, new Date(sentAt * 1_000), text);
const headers = (changes: Record<string, string | string[] | undefined> = {}) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(sentAt),
  'webhook-signature': signed(),
  ...changes,
});
const verify = (
  request: { headers: Parameters<typeof verifyWebhook>[0]['headers']; body?: string | Uint8Array },
  options: Partial<VerifyWebhookOptions> = {},
) => verifyWebhook({ body, ...request }, { secrets: [secret], now: () => sentAt * 1_000, ...options });

describe('a webhook is taken', () => {
  test('that was signed by the specification’s own library, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.uuid(), async (text, id) => {
        const given = headers({ 'webhook-id': id, 'webhook-signature': signed(secret, text, id) });
        expect(await verify({ headers: given, body: text })).toEqual({ id, timestamp: sentAt });
        expect(await verify({ headers: given, body: new TextEncoder().encode(text) })).toEqual({
          id,
          timestamp: sentAt,
        });
      }),
      { numRuns: 100 },
    );
  });

  test('by any of several secrets, and with any of several signatures', async () => {
    const both = headers({ 'webhook-signature': `v2,xx v1a,yy ${signed(other)} ${signed()}` });
    await verify({ headers: both });
    await verify({ headers: headers(), body }, { secrets: [other, secret] });
    await verify({ headers: new Headers({ ...headers() }) });
    await verify({
      headers: { 'Webhook-Id': 'msg_1', 'WEBHOOK-TIMESTAMP': String(sentAt), 'Webhook-Signature': signed() },
    });
  });

  test.each([-300, 300])('within the tolerance: %i seconds', async (seconds) => {
    await verify({ headers: headers() }, { now: () => (sentAt + seconds) * 1_000 });
  });
});

describe('a webhook is refused', () => {
  test.each<readonly [string, Record<string, string | string[] | undefined>, string]>([
    ['without an id', { 'webhook-id': undefined }, 'not signed'],
    ['without a time', { 'webhook-timestamp': undefined }, 'not signed'],
    ['without a signature', { 'webhook-signature': undefined }, 'not signed'],
    ['with an empty signature', { 'webhook-signature': '' }, 'not signed'],
    ['with another id', { 'webhook-id': 'msg_2' }, 'nobody who is known'],
    ['with another time', { 'webhook-timestamp': String(sentAt + 1) }, 'nobody who is known'],
    ['with a time in words', { 'webhook-timestamp': 'now' }, 'no time'],
    ['with a time in hexadecimal', { 'webhook-timestamp': '0x6553f100' }, 'no time'],
    ['with a time and more', { 'webhook-timestamp': `${sentAt}.5` }, 'no time'],
    ['with a time beyond numbers', { 'webhook-timestamp': '9'.repeat(400) }, 'no time'],
    ['with another’s signature', { 'webhook-signature': signed(other) }, 'nobody who is known'],
    ['with half a signature', { 'webhook-signature': signed().slice(0, 20) }, 'nobody who is known'],
    ['with a signature that is no base64', { 'webhook-signature': 'v1,***' }, 'nobody who is known'],
    ['with a signature of no version', { 'webhook-signature': signed().slice(3) }, 'nobody who is known'],
    ['with a signature of another version', { 'webhook-signature': `v2,${signed().slice(3)}` }, 'nobody who is known'],
    [
      'with the right one behind a thousand wrong ones',
      { 'webhook-signature': `${'v1,xxxx '.repeat(1_000)}${signed()}` },
      'nobody who is known',
    ],
    ['with two ids', { 'webhook-id': ['msg_1', 'msg_1'] }, 'twice'],
    ['with two ids in other letters', { 'Webhook-ID': 'msg_1' }, 'twice'],
  ])('%s', async (_, changes, says) => {
    const refused = verify({ headers: headers(changes) });
    await expect(refused).rejects.toMatchObject({ code: 'webhook-refused' });
    await expect(refused).rejects.toThrow(says);
  });

  test.each([
    [301, 'too old'],
    [-301, 'not of this time'],
  ])('%i seconds later', async (seconds, says) => {
    await expect(verify({ headers: headers() }, { now: () => (sentAt + seconds) * 1_000 })).rejects.toThrow(says);
  });

  test('when a single byte of its body is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = new TextEncoder().encode(body);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        await expect(verify({ headers: headers(), body: bytes })).rejects.toMatchObject({ code: 'webhook-refused' });
      }),
      { numRuns: 50 },
    );
  });

  test('when parsed and written again', async () => {
    const rewritten = JSON.stringify(JSON.parse(body), undefined, 1);
    await expect(verify({ headers: headers(), body: rewritten })).rejects.toMatchObject({ code: 'webhook-refused' });
  });

  test.each([
    [{ secrets: [] }, 'needs a secret'],
    [{ secrets: ['whsec_short'] }, '24 to 64 bytes'],
    [{ tolerance: -1 }, 'number of seconds'],
    [{ tolerance: Number.NaN }, 'number of seconds'],
  ])('never, for options that are none: %j', async (options, says) => {
    const wrong = verify({ headers: headers() }, options);
    await expect(wrong).rejects.toMatchObject({ code: 'invalid-use' });
    await expect(wrong).rejects.toThrow(says);
  });
});
