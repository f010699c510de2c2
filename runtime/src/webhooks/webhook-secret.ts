// Keys of webhooks by the Standard Webhooks specification, and what is signed with them. WebCrypto only, so that receivers
// may run anywhere.
import { InvalidUseError } from '../errors/command-errors.js';
import { utf8 } from '../message/utf8.js';

interface Key {
  readonly type: string;
}

interface Subtle {
  importKey(format: 'raw', bytes: Uint8Array, algorithm: object, extractable: false, usages: string[]): Promise<Key>;
  sign(algorithm: 'HMAC', key: Key, data: Uint8Array): Promise<ArrayBuffer>;
  verify(algorithm: 'HMAC', key: Key, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
}

declare const crypto: { readonly subtle: Subtle };
declare function atob(text: string): string;
declare function btoa(text: string): string;

const prefix = 'whsec_';

/** A key that can sign and verify, and cannot be read again. */
export class WebhookKey {
  readonly #key: Promise<Key>;

  /** @param secret `whsec_` and 24 to 64 bytes in base64 @throws InvalidUseError, which does not quote it */
  constructor(secret: string) {
    const bytes = bytesOf(secret.startsWith(prefix) ? secret.slice(prefix.length) : '');
    if (bytes === undefined || bytes.length < 24 || bytes.length > 64) {
      throw new InvalidUseError('A webhook’s secret is whsec_ and 24 to 64 bytes in base64.');
    }
    this.#key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
    // Whoever uses it learns it.
    this.#key.catch(() => undefined);
  }

  /** `v1,` and the signature in base64. */
  async sign(signed: SignedParts): Promise<string> {
    const signature = await crypto.subtle.sign('HMAC', await this.#key, signedBytes(signed));
    return `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
  }

  /** In a time that does not tell how much of it is right. */
  async verify(signature: string, signed: SignedParts): Promise<boolean> {
    const bytes = bytesOf(signature);
    if (bytes === undefined) return false;
    return crypto.subtle.verify('HMAC', await this.#key, bytes, signedBytes(signed));
  }
}

/** @throws InvalidUseError */
export function webhookKeys(secrets: readonly string[]): readonly WebhookKey[] {
  if (secrets.length === 0) throw new InvalidUseError('A webhook needs a secret.');
  return secrets.map((secret) => new WebhookKey(secret));
}

export interface SignedParts {
  readonly id: string;
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
  readonly body: string | Uint8Array;
}

function signedBytes({ id, timestamp, body }: SignedParts): Uint8Array {
  const head = utf8(`${id}.${timestamp}.`);
  const rest = typeof body === 'string' ? utf8(body) : body;
  const all = new Uint8Array(head.length + rest.length);
  all.set(head);
  all.set(rest, head.length);
  return all;
}

function bytesOf(base64: string): Uint8Array | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return undefined;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
