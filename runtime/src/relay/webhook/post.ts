import { type Agent, request as requestPlainly } from 'node:http';
import { type Agent as SecureAgent, request as requestSecurely } from 'node:https';
import type { URL } from 'node:url';
import { DeliveryFailedError } from '../../errors/delivery-errors.js';
import { utf8 } from '../../message/utf8.js';
import type { Abort } from '../../store/abort.js';
import type { Lookup } from './public-addresses.js';

/** What an answer began with; the rest of it is nobody's concern. */
export interface PostAnswer {
  readonly status: number;
  readonly retryAfter: string | readonly string[] | undefined;
}

export interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: Abort;
  readonly agent: Agent | SecureAgent;
  readonly lookup: Lookup;
}

/** Of an answer's body so much is read, so that its connection can be used again. */
const mostAnswer = 65_536;

/** Posts once; redirects are answers like any other. @throws DeliveryFailedError without an answer */
export function post(url: URL, { headers, body, signal, ...connection }: Post): Promise<PostAnswer> {
  const bytes = utf8(body);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestSecurely : requestPlainly)(url, {
      ...connection,
      method: 'POST',
      headers: { ...headers, 'content-length': String(bytes.length) },
    });
    const abort = (): void => {
      request.destroy(new Error('given up'));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    request.on('error', (error) => reject(failureOf(error)));
    request.on('close', () => {
      signal.removeEventListener('abort', abort);
      reject(new DeliveryFailedError('the connection ended without an answer'));
    });
    request.on('response', (answer) => {
      let length = 0;
      answer.on('data', (chunk) => {
        length += chunk.length;
        if (length > mostAnswer) answer.destroy();
      });
      answer.on('error', () => undefined);
      resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] });
    });
    request.end(bytes);
  });
}

function failureOf(error: Error): DeliveryFailedError {
  if (error instanceof DeliveryFailedError) return error;
  const code: unknown = Reflect.get(error, 'code');
  // Its text may have the address in it, and addresses of webhooks are sometimes secrets.
  return new DeliveryFailedError(`the receiver could not be reached${typeof code === 'string' ? ` (${code})` : ''}`);
}
