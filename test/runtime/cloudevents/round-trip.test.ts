import { CloudEvent, HTTP } from 'cloudevents';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecodedEvent } from '../../../runtime/src/codec/decode-event.js';
import { createCloudEvents } from '../../../runtime/src/cloudevents/cloud-events.js';
import { parseInstant } from '../../../runtime/src/conversion/moments.js';
import { logPositionOf, serializeLogPosition } from '../../../runtime/src/store/numeric-log-position.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { anyStoredEvent } from '../evolution/any-stored-event.js';
import { codecWith, custom, read, stored } from '../evolution/banking-kit.js';
import { banking, source } from './cloud-events-kit.js';

const codec = codecWith();
const anyEvent = anyStoredEvent
  .map((each) => read({ ...each, position: each.position % 2 ** 30 }, codec))
  .filter((events) => events.length > 0);
const runs = { numRuns: 300 };

/** What of an event comes back: metadata for correlation and causation, and the schema version that its data has now. */
function told({ type, data, eventId, id, streamName, position, part, recordedAt, metadata }: DecodedEvent): object {
  const { correlationId, causationId } = metadata;
  const event = { type, data, eventId, id, streamName, position, part };
  return { ...event, recordedAt: parseInstant(recordedAt), metadata: { correlationId, causationId } };
}

/** To the millisecond, as the SDK keeps it. */
function byMillisecond(event: object): object {
  return 'recordedAt' in event ? { ...event, recordedAt: new Date(String(event.recordedAt)).toISOString() } : event;
}

describe('an event of any version, in its latest one', () => {
  test('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(anyEvent, (events) => {
        for (const event of events) {
          const received = banking.fromJson(banking.toJson(event));
          expect(received.events.map(told)).toStrictEqual([told(event)]);
          expect(banking.fromJson(JSON.parse(banking.toJson(event)) as object).events).toStrictEqual(received.events);
        }
      }),
      runs,
    );
  });

  test.each(['binary', 'structured'] as const)('comes back from HTTP as it was, in %s mode', (mode) => {
    fc.assert(
      fc.property(anyEvent, (events) => {
        for (const event of events) {
          const { headers, body } = banking.toHttp(event, mode);
          expect(banking.fromHttp({ headers, body }).events.map(told)).toStrictEqual([told(event)]);
          const bytes = new TextEncoder().encode(body);
          expect(banking.fromHttp({ headers: new Headers(headers), body: bytes }).events.map(told)).toStrictEqual([
            told(event),
          ]);
        }
      }),
      runs,
    );
  });

  test.each(['binary', 'structured'] as const)(
    'is a CloudEvent to the SDK, and comes back from it, in %s mode',
    (mode) => {
      fc.assert(
        fc.property(anyEvent, (events) => {
          for (const event of events) {
            const { headers, body } = banking.toHttp(event, mode);
            const parsed = HTTP.toEvent({ headers, body });
            if (!(parsed instanceof CloudEvent)) throw new Error('the SDK saw something else');
            expect(parsed.validate()).toBe(true);
            expect(new CloudEvent(JSON.parse(banking.toJson(event)) as object).validate()).toBe(true);
            const { id, type, subject, data } = parsed;
            expect({ id, source: parsed.source, type, subject }).toEqual({
              ...{ id: event.eventId, source, type: event.type, subject: event.streamName },
            });
            expect(data).toEqual(JSON.parse(banking.encode(event).data));
            const again = mode === 'binary' ? HTTP.binary(parsed) : HTTP.structured(parsed);
            const { events: back } = banking.fromHttp({
              headers: Object.fromEntries(Object.entries(again.headers).map(([name, value]) => [name, String(value)])),
              body: String(again.body),
            });
            expect(back.map(told).map(byMillisecond)).toStrictEqual([byMillisecond(told(event))]);
          }
        }),
        runs,
      );
    },
  );
});

describe('attributes', () => {
  const [opened] = read(stored('Opened', 1, { owner: 'Ann', limit: 12.5 }));
  const event = opened ?? expect.unreachable();

  test('say what the event is, where it lies and what it belongs to', () => {
    const { attributes } = banking.encode(event);
    expect(attributes).toEqual({
      specversion: '1.0',
      id: event.eventId,
      source,
      type: 'banking.Opened',
      subject: event.streamName,
      time: '2026-01-01T00:00:00.123456Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:varve:banking.Opened:3',
      schemaversion: 3,
      streamversion: 4,
      correlationid: 'c',
      causationid: 'k',
    });
  });

  test('carry trace, tenant, the place in the log and what one adds; nobody’s actor goes out unasked', () => {
    const traced = {
      ...event,
      tenant: 'acme',
      metadata: {
        ...event.metadata,
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        tracestate: 'a=1',
      },
      logPosition: logPositionOf(17),
    };
    const events = createCloudEvents({
      source,
      registries: [bankingRegistry(custom)],
      store: { serializeLogPosition: (place) => `at ${serializeLogPosition(place)}` },
      extensions: ({ metadata }) => ({ actor: metadata.actor ?? '', urgent: true }),
    });
    const { attributes } = events.encode(traced);
    expect(attributes).toMatchObject({
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      tracestate: 'a=1',
      tenant: 'acme',
      logposition: 'at 17',
      actor: 'ann',
      urgent: true,
    });
    expect(banking.encode(traced).attributes).not.toHaveProperty('actor');
    for (const mode of ['binary', 'structured'] as const) {
      const { events: back, attributes: seen } = events.fromHttp(events.toHttp(traced, mode));
      expect(back[0]?.metadata).toEqual({
        correlationId: 'c',
        causationId: 'k',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        tracestate: 'a=1',
        tenant: 'acme',
      });
      expect(String(seen['urgent'])).toBe('true');
    }
  });

  test.each([
    [{ id: 'x' }, 'is one of ours'],
    [{ traceparent: 'x' }, 'is one of ours'],
    [{ Actor: 'x' }, 'lower-case'],
    [{ 'a-b': 'x' }, 'lower-case'],
    [{ aaaaaaaaaaaaaaaaaaaaa: 'x' }, '20 characters'],
    [{ count: 1.5 }, 'no integer'],
    [{ count: 2 ** 31 }, 'no integer'],
    [{ text: 'a\nb' }, 'control characters'],
    [{ text: '\ud800' }, 'half a character'],
  ])('that CloudEvents do not allow are not sent: %j', (extensions, problem) => {
    const events = createCloudEvents({ source, registries: [bankingRegistry(custom)], extensions: () => extensions });
    expect(() => events.toJson(event)).toThrow(problem);
  });

  test('with any text survive headers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (text) => {
        fc.pre(!/[\u0000-\u001f\u007f-\u009f]/.test(text));
        const events = createCloudEvents({
          source,
          registries: [bankingRegistry(custom)],
          extensions: () => ({ text }),
        });
        const { headers, body } = events.toHttp(event);
        expect(headers['ce-text']).toMatch(/^[\x21-\x7e]+$/);
        expect(events.fromHttp({ headers, body }).attributes['text']).toBe(text);
      }),
      runs,
    );
  });

  test.each(['', 'a b', 'https://bank.example/\n', '%zz'])('begin with a source that is a URI: not %j', (bad) => {
    expect(() => createCloudEvents({ source: bad, registries: [bankingRegistry(custom)] })).toThrow('no URI reference');
  });

  test('an event of nobody’s registry does not go out', () => {
    expect(() => banking.toJson({ ...event, type: 'shop.Sold' })).toThrow('shop.Sold is no event of banking.');
  });
});
