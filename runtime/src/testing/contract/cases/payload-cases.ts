import { claimSame } from '../claims.js';
import type { CaseGroup } from '../contract-case.js';
import { uncheckedStreamName } from '../samples.js';

/** JSON text that stores tend to lose, reorder, round or drop. */
const texts: readonly string[] = [
  '0',
  '-0',
  '""',
  'false',
  'null',
  '[]',
  '{}',
  '',
  ' ',
  '[null]',
  '{"a":{"b":null}}',
  '{"b":1,"a":2}',
  '{"a":1,"a":2}',
  '{"__proto__":{"polluted":true},"constructor":1}',
  '{"toString":null,"length":3,"0":"zero"}',
  '1e2',
  '100.0',
  '9007199254740993',
  '123456789012345678901234567890.12345',
  '1E400',
  ' {\n\t"spaced" : [ 1 , 2 ]\r\n} ',
  String.raw`"\u0000"`,
  String.raw`"\ud800"`,
  String.raw`"\u00e9\/"`,
  '"é"',
  '"e\u0301"',
  '"\u2028\u2029\ufeff"',
  '"\u0001\u007f"',
  '"👩‍👩‍👧‍👦 𝒳 \u{10ffff}"',
  `"'; DROP TABLE events; --"`,
  '"2024-02-29T23:59:60+05:45"',
  '"2024-10-27T02:30:00.123456789Z"',
  'not JSON at all',
];

export const payloadCases: CaseGroup = {
  group: 'payloads',
  cases: [
    {
      name: 'data and metadata come back as the exact text, from stream and log',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const events = texts.map((text) => samples.event({ data: text, metadata: text }));
        await store.append({ streamName, expected: 'no-stream', events });
        for (const page of [await store.readStream(streamName), await store.readLog()]) {
          claimSame(
            page.events.map(({ data }) => data),
            texts,
            'Data, character by character.',
          );
          claimSame(
            page.events.map(({ metadata }) => metadata),
            texts,
            'Metadata, character by character.',
          );
        }
      },
    },
    {
      name: 'each of them survives alone, too',
      async run({ store, samples }) {
        for (const text of texts) {
          const streamName = samples.stream();
          await store.append({ streamName, expected: 'no-stream', events: [samples.event({ data: text })] });
          const { events } = await store.readStream(streamName);
          claimSame(
            events.map(({ data }) => data),
            [text],
            `The text ${JSON.stringify(text)}.`,
          );
        }
      },
    },
    {
      name: 'five million characters come back',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const data = JSON.stringify('0123456789abcdé∂'.repeat(320_000));
        await store.append({ streamName, expected: 'no-stream', events: [samples.event({ data })] });
        const { events } = await store.readStream(streamName);
        claimSame([events[0]?.data.length, events[0]?.data === data], [data.length, true], 'All of them.');
      },
    },
    {
      name: 'stream names and types may hold any characters but NUL and lone surrogates',
      async run({ store, samples }) {
        const ids = ['🛒', "o'neil", '100%_*?', 'a/b\\c', 'with space', 'tab\t', 'ÅÄÖ', 'x'.repeat(700)];
        for (const id of ids) {
          const streamName = uncheckedStreamName(`order-${id}`);
          const type = `shop.${id.slice(0, 100)}`;
          await store.append({ streamName, expected: 'no-stream', events: [samples.event({ type })] });
          const { events } = await store.readStream(streamName);
          claimSame(
            events.map((event) => [event.streamName, event.type]),
            [[streamName, type]],
            'Unchanged.',
          );
        }
        const { events } = await store.readLog({ filter: { types: ['shop.🛒'] } });
        claimSame(events.length, 1, 'A type can be filtered for, whatever its characters.');
      },
    },
    {
      name: 'schema versions come back as they were given, 0 for none',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const versions = [0, 1, 2, 255, 65_536, 2 ** 31 - 1];
        const events = versions.map((schemaVersion) => samples.event({ schemaVersion }));
        await store.append({ streamName, expected: 'no-stream', events });
        const page = await store.readStream(streamName);
        claimSame(
          page.events.map(({ schemaVersion }) => schemaVersion),
          versions,
          'Each its own.',
        );
      },
    },
  ],
};
