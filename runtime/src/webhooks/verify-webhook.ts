import type { IncomingHttp } from '../cloudevents/http-binding.js';
import { systemMilliseconds } from '../command/platform.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { WebhookRefusedError } from '../errors/delivery-errors.js';
import { webhookKeys } from './webhook-secret.js';

export interface VerifyWebhookOptions {
  /** All that may have signed it: while a secret is replaced, the old one and the new one. */
  readonly secrets: readonly string[];
  /** How many seconds its time may be away from ours. Default 300. */
  readonly tolerance?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What was signed. */
export interface VerifiedWebhook {
  /** The event's id: the same whenever it is delivered again. */
  readonly id: string;
  /** When it was sent, in seconds since 1970. */
  readonly timestamp: number;
}

const mostSignatures = 16;

/**
 * Whether a request was signed, just now, by somebody who has the secret, by the Standard Webhooks specification. The body is
 * the one that came, byte for byte: parsed and written again it is another.
 * @throws WebhookRefusedError; InvalidUseError for a secret that is none
 */
export async function verifyWebhook(
  { headers, body }: IncomingHttp,
  { secrets, tolerance = 300, now = systemMilliseconds }: VerifyWebhookOptions,
): Promise<VerifiedWebhook> {
  if (!(tolerance >= 0)) throw new InvalidUseError(`A tolerance is a number of seconds, not ${tolerance}.`);
  const keys = webhookKeys(secrets);
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures) throw new WebhookRefusedError('it is not signed');
  if (!/^[1-9]\d{0,11}$/.test(timestamp)) throw new WebhookRefusedError('its time is no time');
  const age = now() / 1_000 - Number(timestamp);
  if (Math.abs(age) > tolerance) throw new WebhookRefusedError(age > 0 ? 'it is too old' : 'it is not of this time');
  const given = signatures.split(' ', mostSignatures).filter((each) => each.startsWith('v1,'));
  const signed = { id, timestamp, body };
  const verdicts = await Promise.all(
    keys.flatMap((key) => given.map((signature) => key.verify(signature.slice(3), signed))),
  );
  if (!verdicts.includes(true)) throw new WebhookRefusedError('nobody who is known has signed it');
  return { id, timestamp: Number(timestamp) };
}

/** @throws WebhookRefusedError for a header that is there twice */
function headerOf(headers: IncomingHttp['headers'], wanted: string): string | undefined {
  const given = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  const found = given.filter(([name, value]) => name.toLowerCase() === wanted && value !== undefined);
  const [first] = found;
  if (first === undefined) return undefined;
  if (found.length > 1 || typeof first[1] !== 'string') throw new WebhookRefusedError(`it has ${wanted} twice`);
  return first[1];
}
