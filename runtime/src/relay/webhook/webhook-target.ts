// Delivers events as webhooks, signed by the Standard Webhooks specification. In: an address and its secrets. Out: a target
// whose errors and names hold neither.
import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { isIP } from 'node:net';
import { URL } from 'node:url';
import { systemMilliseconds } from '../../command/platform.js';
import { InvalidUseError } from '../../errors/command-errors.js';
import { DeliveryFailedError, ReceiverGoneError } from '../../errors/delivery-errors.js';
import { webhookKeys } from '../../webhooks/webhook-secret.js';
import type { Delivery, DeliveryContext, RelayTarget } from '../relay-target.js';
import { post, type PostAnswer } from './post.js';
import { allowedLookup, isPublicAddress } from './public-addresses.js';
import { retryAfter } from './retry-after.js';

export interface WebhookTargetOptions {
  /** `https:` unless `allowHttp`, without a user's name or password. */
  readonly url: string;
  /** `whsec_…`, each of which signs: while a secret is replaced, the new one and the old one. */
  readonly secrets: readonly string[];
  /** For receivers on one's own machine. Default `false`. */
  readonly allowHttp?: boolean;
  /**
   * Addresses that its name may lead to. `public`, the default, leaves out one's own machine and networks, where a stranger's
   * webhook has no business; `any` is for receivers of one's own.
   */
  readonly addresses?: 'public' | 'any' | ((address: string) => boolean);
  /** Further headers, such as an authorisation; those of the delivery stand before them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: `webhook` and the address's host. */
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** @throws InvalidUseError */
export function createWebhookTarget(options: WebhookTargetOptions): RelayTarget {
  const { secrets, addresses = 'public', headers = {}, now = systemMilliseconds } = options;
  const url = checkedUrl(options);
  const name = options.name ?? `webhook ${url.host}`;
  const keys = webhookKeys(secrets);
  const isAllowed = addresses === 'any' ? () => true : addresses === 'public' ? isPublicAddress : addresses;
  const idle = { keepAlive: true, timeout: 60_000 };
  const agent = url.protocol === 'https:' ? new SecureAgent(idle) : new PlainAgent(idle);
  const connection = { agent, lookup: allowedLookup(isAllowed) };
  return {
    name,
    async deliver({ event, message }, { signal, trace }) {
      assertAllowed(url, isAllowed);
      const timestamp = String(Math.floor(now() / 1_000));
      const signed = { id: event.eventId, timestamp, body: message.body };
      const signatures = await Promise.all(keys.map((key) => key.sign(signed)));
      const own = ownHeaders(message.headers, trace, {
        'webhook-id': event.eventId,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatures.join(' '),
      });
      const answer = await post(url, { headers: { ...headers, ...own }, body: message.body, signal, ...connection });
      judge(answer, name, now());
    },
    close: () => agent.destroy(),
  };
}

function ownHeaders(
  message: Delivery['message']['headers'],
  { traceparent, tracestate }: DeliveryContext['trace'],
  signature: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return {
    'user-agent': 'varve',
    ...message,
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(tracestate === undefined ? {} : { tracestate }),
    ...signature,
  };
}

/** @throws InvalidUseError, which does not quote the address */
function checkedUrl({ url: text, allowHttp = false }: WebhookTargetOptions): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new InvalidUseError('The address of a webhook is no URL.');
  const isFine = url.protocol === 'https:' || (allowHttp && url.protocol === 'http:');
  if (!isFine)
    throw new InvalidUseError(`The address of a webhook is https, not ${url.protocol} Say allowHttp for http.`);
  if (url.username !== '' || url.password !== '') {
    throw new InvalidUseError('The address of a webhook has no user name or password in it: give headers instead.');
  }
  return url;
}

/** Addresses that are written as such are never looked up. */
function assertAllowed({ hostname }: URL, isAllowed: (address: string) => boolean): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && !isAllowed(address)) throw new DeliveryFailedError('its address is not allowed');
}

/** @throws ReceiverGoneError, DeliveryFailedError */
function judge({ status, retryAfter: asked }: PostAnswer, name: string, now: number): void {
  if (status >= 200 && status < 300) return;
  if (status === 410) throw new ReceiverGoneError(name);
  const problem = status >= 300 && status < 400 ? `${status}, and redirects are not followed` : `status ${status}`;
  throw new DeliveryFailedError(`${name} answered with ${problem}`, { status, retryAfter: retryAfter(asked, now) });
}
