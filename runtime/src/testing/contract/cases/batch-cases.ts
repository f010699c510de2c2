import type { NewStoredEvent } from '../../../store/stored-event.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseGroup } from '../contract-case.js';
import { uncheckedEventId, uncheckedStreamName } from '../samples.js';

const invalidNames: readonly string[] = [
  '',
  'order',
  '-1',
  'order-',
  '-',
  `order-${'x'.repeat(1_000)}`,
  'order-a\0b',
  'order-\ud800',
];

const invalidEvents: Readonly<Record<string, Partial<NewStoredEvent>>> = {
  'an empty id': { eventId: uncheckedEventId('') },
  'an id that is no UUID': { eventId: uncheckedEventId('one') },
  'an id in upper case': { eventId: uncheckedEventId('00000000-0000-7000-8000-00000000ABCD') },
  'an empty type': { type: '' },
  'a type with NUL': { type: 'shop.\0' },
  'a type with a lone surrogate': { type: 'shop.\udfff' },
  'schema version -1': { schemaVersion: -1 },
  'half a schema version': { schemaVersion: 1.5 },
  'no schema version': { schemaVersion: Number.NaN },
  'data with NUL': { data: '"\0"' },
  'data with a lone surrogate': { data: '"\ud83d"' },
  'metadata with NUL': { metadata: '{"a":"\0"}' },
  'metadata with a lone surrogate': { metadata: '{"a":"\ude00"}' },
};

export const batchCases: CaseGroup = {
  group: 'batches',
  cases: [
    {
      name: 'a batch of a thousand is stored whole, in order, at dense positions',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const events = samples.events(1_000);
        const result = await store.append({ streamName, expected: 'no-stream', events });
        claimSame([result.kind, result.streamVersion], ['appended', 1_000], 'All events are counted.');
        const page = await store.readStream(streamName, { limit: 1_000 });
        claimSame(
          page.events.map(({ eventId }) => eventId),
          events.map(({ eventId }) => eventId),
          'In the order given.',
        );
      },
    },
    {
      name: 'one event that cannot be stored keeps its whole batch out',
      async run({ store, samples }) {
        for (const [what, fault] of Object.entries(invalidEvents)) {
          const streamName = samples.stream();
          const events = [samples.event(), samples.event(), samples.event(fault)];
          const append = store.append({ streamName, expected: 'any', events });
          await claimFails(append, 'invalid-store-argument', `A batch with ${what} is refused.`);
          claimSame((await store.readStream(streamName)).state, 'absent', `Nothing of a batch with ${what} is stored.`);
        }
        claimSame(await store.head(), undefined, 'The log is as empty as before.');
      },
    },
    {
      name: 'a stream name that does not read category-id is refused, for writing and for reading',
      async run({ store, samples }) {
        for (const text of invalidNames) {
          const streamName = uncheckedStreamName(text);
          const what = JSON.stringify(text.slice(0, 20));
          const append = store.append({ streamName, expected: 'any', events: [samples.event()] });
          await claimFails(append, 'invalid-store-argument', `${what} cannot be written to.`);
          await claimFails(store.readStream(streamName), 'invalid-store-argument', `${what} cannot be read.`);
        }
      },
    },
    {
      name: 'later changes to what was handed over change nothing stored',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const event: { -readonly [Key in keyof NewStoredEvent]: NewStoredEvent[Key] } = { ...samples.event() };
        const events = [event];
        const { data } = event;
        const waiting = store.append({ streamName, expected: 'no-stream', events });
        event.data = '"changed while it waited"';
        events.push(samples.event());
        await waiting;
        event.data = '"changed afterwards"';
        const page = await store.readStream(streamName);
        claimSame(
          page.events.map((stored) => stored.data),
          [data],
          'What was handed over first is what lies there.',
        );
      },
    },
    {
      name: 'later changes to what was read change nothing stored',
      async run({ store, samples }) {
        const streamName = samples.stream();
        await store.append({ streamName, expected: 'no-stream', events: samples.events(3) });
        for (const read of [() => store.readStream(streamName), () => store.readLog()]) {
          const { events } = await read();
          const first = events[0];
          claim(first !== undefined, 'What was appended can be read.');
          attempt(() => Reflect.set(first, 'data', '"changed"'));
          attempt(() => Reflect.set(events, 'length', 1));
        }
        const page = await store.readStream(streamName);
        claimSame(page.events.length, 3, 'The stream still holds three events.');
        claim(page.events[0]?.data !== '"changed"', 'Its first event is unchanged.');
      },
    },
  ],
};

/** Objects may be frozen; that is as good as a copy. */
function attempt(change: () => unknown): void {
  try {
    change();
  } catch {
    return;
  }
}
