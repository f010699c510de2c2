import { describe, expect, test } from 'vitest';
import { createCloudEvents } from '../../../runtime/src/cloudevents/cloud-events.js';
import { isRuntimeError, RuntimeError } from '../../../runtime/src/index.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { accountId, custom } from '../evolution/banking-kit.js';
import { banking, sent, sentBinary, source } from './cloud-events-kit.js';

function refusal(read: () => unknown): RuntimeError {
  try {
    read();
  } catch (error) {
    if (error instanceof RuntimeError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a CloudEvent that comes in', () => {
  test('in an older schema version is read in the latest one', () => {
    const { events, attributes } = banking.fromJson(sent());
    expect(attributes).toMatchObject({ source, schemaversion: 1 });
    expect(events).toMatchObject([
      { type: 'banking.Opened', id: { accountId }, position: 0, part: 0, schemaVersion: 1, data: { holder: 'Ann' } },
    ]);
    expect(banking.fromHttp(sentBinary()).events).toEqual(events);
  });

  test('under an alias, and replaced by others, is what it became', () => {
    const moved = banking.fromJson(
      sent({ type: 'account-opened', schemaversion: 7, data: { owner: 'Ann', limit: 1 } }),
    );
    expect(moved.events).toMatchObject([{ type: 'banking.Opened', data: { holder: 'Ann' } }]);
    const into = '00000000-0000-4000-8000-0000000000aa';
    const dissolved = banking.fromJson(sent({ type: 'banking.Dissolved', schemaversion: 1, data: { into } }));
    expect(dissolved.events.map(({ part }) => part)).toEqual([1, 2, 3]);
  });

  test('says its schema version by its dataschema, too', () => {
    const named = sent({ schemaversion: undefined, dataschema: 'urn:varve:banking.Opened:1' });
    expect(banking.fromJson(named).events).toHaveLength(1);
    const registry = createCloudEvents({
      source,
      registries: [bankingRegistry(custom)],
      schemas: {
        uriOf: (type, schemaVersion) => `https://schemas.example/${type}/v${schemaVersion}.json`,
        schemaVersionOf: (uri) => Number(/v(\d+)\.json$/.exec(uri)?.[1]),
      },
    });
    const elsewhere = sent({ schemaversion: undefined, dataschema: 'https://schemas.example/banking.Opened/v1.json' });
    expect(registry.fromJson(elsewhere).events).toHaveLength(1);
  });

  test('from anywhere keeps its time, in UTC', () => {
    const [event] = banking.fromJson(sent({ time: '2026-01-01T01:30:00.5+01:30' })).events;
    expect(event?.recordedAt).toBe('2026-01-01T00:00:00.5Z');
  });

  test('without correlation begins a conversation of its own', () => {
    const [event] = banking.fromJson(sent()).events;
    expect(event?.metadata).toEqual({ correlationId: event?.eventId, causationId: event?.eventId });
  });

  test('keeps every digit of its numbers', () => {
    const text = JSON.stringify(sent()).replace('12.5', '0.1000000000000000055511151231257827');
    const { events } = banking.fromJson(text);
    expect(events).toHaveLength(1);
    const exact = banking.fromJson(
      JSON.stringify(sent({ type: 'banking.Deposited', data: { cents: 1 } })).replace(
        '"cents":1',
        '"cents":9007199254740991',
      ),
    );
    expect(exact.events).toMatchObject([{ data: { amount: '90071992547409.91' } }]);
  });

  test('has attributes of any name without meaning anything by them', () => {
    const { attributes } = banking.fromJson(sent({ constructor: 'x', hasownproperty: 'y' }));
    expect([attributes['constructor'], attributes['hasownproperty'], attributes['tostring']]).toEqual([
      'x',
      'y',
      undefined,
    ]);
    expect(Object.getPrototypeOf(attributes)).toBeNull();
  });
});

const structured: readonly (readonly [
  what: string,
  json: string | object,
  attribute: string | undefined,
  says: string,
])[] = [
  ['another spec version', sent({ specversion: '0.3' }), 'specversion', 'is not 1.0'],
  ['a spec version that is a number', sent({ specversion: 1 }), 'specversion', 'is not 1.0'],
  ['no spec version', sent({ specversion: undefined }), 'specversion', 'is missing'],
  ['no id', sent({ id: undefined }), 'id', 'is missing'],
  ['an id of null', sent({ id: null }), 'id', 'is missing'],
  ['an empty id', sent({ id: '' }), 'id', 'empty'],
  ['an id that is a number', sent({ id: 5 }), 'id', 'is no text'],
  ['no source', sent({ source: undefined }), 'source', 'is missing'],
  ['no type', sent({ type: undefined }), 'type', 'is missing'],
  ['no subject', sent({ subject: undefined }), 'subject', 'would name a stream'],
  ['a subject that names nothing', sent({ subject: 'Ann' }), 'subject', 'names no stream'],
  ['a subject with a path in it', sent({ subject: '../../etc/passwd' }), 'subject', 'names no stream'],
  ['no time', sent({ time: undefined }), 'time', 'is missing'],
  ['a time that is a date', sent({ time: '2026-01-01' }), 'time', 'RFC 3339'],
  ['a day that there is not', sent({ time: '2026-02-30T00:00:00Z' }), 'time', 'RFC 3339'],
  ['a time as a number', sent({ time: 1_700_000_000 }), 'time', 'is no text'],
  ['a moment before all years', sent({ time: '0000-01-01T00:00:00+23:59' }), 'time', 'RFC 3339'],
  ['no schema version', sent({ schemaversion: undefined }), 'schemaversion', 'is missing'],
  ['a schema version like a number', sent({ schemaversion: '01' }), 'schemaversion', 'is no count'],
  ['a negative schema version', sent({ schemaversion: -1 }), 'schemaversion', 'is no count'],
  ['a broken schema version', sent({ schemaversion: 1.5 }), '"schemaversion"', 'no integer of 32 bits'],
  [
    'two schema versions',
    sent({ dataschema: 'urn:varve:banking.Opened:2' }),
    'schemaversion',
    'another one than dataschema',
  ],
  ['a stream version of 0', sent({ streamversion: 0 }), 'streamversion', 'no count from 1'],
  ['a stream version beyond counting', sent({ streamversion: 2 ** 31 }), '"streamversion"', 'no integer of 32 bits'],
  ['a part that is none', sent({ part: 'x' }), 'part', 'is no count'],
  ['no data', sent({ data: undefined }), 'data', 'is missing'],
  ['binary data', sent({ data: undefined, data_base64: 'e30=' }), 'data', 'is binary'],
  ['data twice', sent({ data_base64: 'e30=' }), 'data', 'is binary'],
  ['data of another kind', sent({ datacontenttype: 'text/xml' }), 'datacontenttype', 'is no JSON'],
  ['an attribute that is a list', sent({ extra: [] }), '"extra"', 'neither text nor number nor boolean'],
  [
    'an attribute that looks like a number of ours',
    sent({ schemaversion: { text: '1' } }),
    '"schemaversion"',
    'neither text',
  ],
  ['a name in capitals', sent({ correlationId: 'x' }), '"correlationId"', 'lower-case letters'],
  [
    'a name that is a prototype',
    JSON.stringify(sent()).replace('{', '{"__proto__":{"id":"evil"},'),
    '"__proto__"',
    'lower-case letters',
  ],
  [
    'a name as long as a page',
    sent({ ['a'.repeat(5_000)]: 'x' }),
    JSON.stringify('a'.repeat(40)),
    'more than 20 characters',
  ],
  [
    'a thousand attributes',
    sent(Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`x${at}`, 'x']))),
    undefined,
    'more than 100 attributes',
  ],
  ['control characters', sent({ extra: 'a\u0000b' }), '"extra"', 'control characters'],
  ['half a character', JSON.stringify(sent({ extra: 'X' })).replace('"X"', '"\\ud800"'), '"extra"', 'half a character'],
  ['a list', [sent()], undefined, 'no JSON object'],
  ['text that is no JSON', '{"specversion":', undefined, 'no JSON that can be read'],
  ['nothing', '', undefined, 'no JSON that can be read'],
  ['JSON of null', 'null', undefined, 'no JSON object'],
  [
    'brackets beyond all depth',
    `{"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    undefined,
    'no JSON that can be read',
  ],
  ['a megabyte and more', JSON.stringify(sent({ extra: 'x'.repeat(1_100_000) })), undefined, 'is longer than 1048576'],
];

describe('a CloudEvent is refused that has', () => {
  test.each(structured)('%s', (_, json, attribute, says) => {
    const error = refusal(() => banking.fromJson(json));
    expect(isRuntimeError(error, 'invalid-cloud-event') && error.attribute).toBe(attribute);
    expect(error.message).toContain(says);
    expect(error.message.length).toBeLessThan(200);
  });

  test.each([
    ['a type that nobody knows', sent({ type: 'banking.Robbed' }), 'unknown-event-type'],
    ['a type of another context', sent({ type: 'shop.Sold' }), 'unknown-event-type'],
    ['a type that is a prototype', sent({ type: '__proto__' }), 'unknown-event-type'],
    ['a type that is a method', sent({ type: 'constructor' }), 'unknown-event-type'],
    ['a newer schema version', sent({ schemaversion: 9 }), 'newer-schema-version'],
    ['data that does not fit', sent({ data: { owner: 5, limit: 12.5 } }), 'undecodable-event'],
    ['data that is a text', sent({ data: 'Ann' }), 'undecodable-event'],
    ['data with more in it', sent({ data: { owner: 'Ann', limit: 1, isAdmin: true } }), 'undecodable-event'],
    ['a stream of another aggregate', sent({ subject: 'banking.vault-1' }), 'undecodable-event'],
    ['a stream whose id is none', sent({ subject: 'banking.account-1' }), 'undecodable-event'],
  ])('%s', (_, json, code) => {
    const error = refusal(() => banking.fromJson(json));
    expect(error.code).toBe(code);
    const { headers, body } = sentBinary(json);
    expect(refusal(() => banking.fromHttp({ headers, body })).code).toBe(code);
  });

  test.each([
    ['a header twice', { ...sentBinary().headers, 'CE-ID': 'other' }, 'is there twice'],
    ['a header as a list', { ...sentBinary().headers, 'ce-id': ['a', 'b'] }, 'is there twice'],
    ['a badly escaped header', { ...sentBinary().headers, 'ce-extra': '%ff' }, 'escaped badly'],
    [
      'a name that headers allow and CloudEvents do not',
      { ...sentBinary().headers, 'ce-a_b': 'x' },
      'lower-case letters',
    ],
    ['a prototype in a header', { ...sentBinary().headers, 'ce-__proto__': 'x' }, 'lower-case letters'],
    ['many in one', { 'content-type': 'application/cloudevents-batch+json' }, 'is a batch'],
    ['another format', { 'content-type': 'application/cloudevents+avro' }, 'another format'],
    ['no headers at all', {}, 'Its specversion is missing'],
    [
      'data that is a form',
      { ...sentBinary().headers, 'content-type': 'application/x-www-form-urlencoded' },
      'is no JSON',
    ],
  ])('%s', (_, headers, says) => {
    const error = refusal(() => banking.fromHttp({ headers, body: '{}' }));
    expect(error.code).toBe('invalid-cloud-event');
    expect(error.message).toContain(says);
  });

  test('a body that is empty, too long, or no UTF-8', () => {
    const { headers } = sentBinary();
    const says = (body: string | Uint8Array) => refusal(() => banking.fromHttp({ headers, body })).message;
    expect(says('')).toBe('Its data is missing.');
    expect(says(new Uint8Array([0x7b, 0xff, 0x7d]))).toBe('The CloudEvent is no UTF-8.');
    expect(says(new Uint8Array(1_048_577))).toBe('The CloudEvent is longer than 1048576.');
  });

  test('nothing of what it says is quoted in what is refused', () => {
    const secret = 'DE00 9999';
    for (const json of [sent({ time: secret }), sent({ subject: secret }), `{"x":"${secret}`]) {
      expect(refusal(() => banking.fromJson(json)).message).not.toContain(secret);
    }
  });
});

test('what a sender leaves as it is in headers is understood: quotes, and signs that begin no escape', () => {
  const { headers, body } = sentBinary();
  const { attributes } = banking.fromHttp({
    headers: { ...headers, 'ce-quoted': '"a \\"b\\""', 'ce-percent': '100%', 'ce-escaped': '%E2%82%AC%20%22' },
    body,
  });
  expect([attributes['quoted'], attributes['percent'], attributes['escaped']]).toEqual(['a "b"', '100%', '€ "']);
});
