// CloudEvents over HTTP: attributes in headers and data as the body, or everything in a JSON body. In: headers and bodies
// of anybody. Out: text of attributes and data, nothing of it understood yet.
import { InvalidCloudEventError } from '../errors/cloud-event-errors.js';
import { utf8 } from '../message/utf8.js';
import { checkAttributes } from './check-attributes.js';
import type { CloudEventText } from './cloud-event.js';
import { assertJson, parseStructured, structuredText } from './json-format.js';

declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: true });
  decode(bytes: Uint8Array): string;
}

/** What is sent. Names of headers are in lower case. */
export interface HttpMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came in: headers as Node or as `fetch` gives them. */
export interface IncomingHttp {
  readonly headers:
    Readonly<Record<string, string | readonly string[] | undefined>> | Iterable<readonly [string, string]>;
  readonly body: string | Uint8Array;
}

export type ContentMode = 'binary' | 'structured';

export function httpMessage(event: CloudEventText, mode: ContentMode): HttpMessage {
  if (mode === 'structured') {
    const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
    return { headers, body: structuredText(event) };
  }
  const { datacontenttype = 'application/json', ...others } = event.attributes;
  const named = Object.entries(others).flatMap(([name, value]) =>
    value === undefined ? [] : [[`ce-${name}`, headerValue(String(value))] as const],
  );
  return { headers: { 'content-type': datacontenttype, ...Object.fromEntries(named) }, body: event.data };
}

/** @throws InvalidCloudEventError */
export function parseHttp({ headers, body }: IncomingHttp, longest: number): CloudEventText {
  assertLength(body, longest);
  const lines = headerLines(headers);
  const type = lines.get('content-type') ?? '';
  if (/^application\/cloudevents-batch\b/i.test(type)) throw new InvalidCloudEventError('is a batch of them');
  if (/^application\/cloudevents\+json\s*(?:;|$)/i.test(type)) return parseStructured(textOf(body));
  if (/^application\/cloudevents\b/i.test(type)) throw new InvalidCloudEventError('is in another format than JSON');
  const attributes = checkAttributes([
    ...[...lines]
      .filter(([name]) => name.startsWith('ce-'))
      .map(([name, value]) => [name.slice(3), plain(value)] as const),
    ...(type === '' ? [] : [['datacontenttype', type] as const]),
  ]);
  assertJson(attributes);
  const data = textOf(body);
  if (data === '') throw new InvalidCloudEventError('is missing', 'data');
  return { attributes, data };
}

/** @throws InvalidCloudEventError */
export function assertLength(body: string | Uint8Array, longest: number): void {
  if (body.length > longest) throw new InvalidCloudEventError(`is longer than ${longest}`);
}

function headerLines(headers: IncomingHttp['headers']): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  const given = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  for (const [name, value] of given) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    if (!key.startsWith('ce-') && key !== 'content-type') continue;
    if (typeof value !== 'string' || lines.has(key)) throw new InvalidCloudEventError('is there twice', key);
    lines.set(key, value);
  }
  return lines;
}

function textOf(body: string | Uint8Array): string {
  if (typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new InvalidCloudEventError('is no UTF-8');
  }
}

/** Everything but printable ASCII, and what has a meaning there, is percent-escaped byte by byte. */
function headerValue(value: string): string {
  return value.replace(/[^\x21\x23\x24\x26-\x7e]+/gu, (some) =>
    Array.from(utf8(some), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** @throws InvalidCloudEventError */
function plain(value: string): string {
  const unquoted = /^"(.*)"$/s.exec(value)?.[1]?.replace(/\\(.)/gs, '$1') ?? value;
  try {
    return unquoted.replace(/(?:%[0-9a-f]{2})+/gi, decodeURIComponent);
  } catch {
    throw new InvalidCloudEventError('has a header that is escaped badly');
  }
}
