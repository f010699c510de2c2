import type { ExpectedVersion } from '../../../store/append.js';
import { claimFails, claimSame } from '../claims.js';
import type { CaseGroup, World } from '../contract-case.js';
import { uncheckedStreamName } from '../samples.js';

const noStream: ExpectedVersion = 'no-stream';

/** A stream with `count` events, and the means to append one more under a condition. */
async function streamOf({ store, samples }: World, count: number) {
  const streamName = samples.stream();
  if (count > 0) await store.append({ streamName, expected: noStream, events: samples.events(count) });
  return {
    streamName,
    appendUnder: (expected: ExpectedVersion) => store.append({ streamName, expected, events: [samples.event()] }),
  };
}

export const expectedVersionCases: CaseGroup = {
  group: 'expected versions',
  cases: [
    {
      name: 'no-stream begins a stream, and conflicts once it exists',
      async run(world) {
        const { appendUnder } = await streamOf(world, 0);
        claimSame((await appendUnder('no-stream')).kind, 'appended', 'no-stream holds for a stream that never was.');
        claimSame(
          await appendUnder('no-stream'),
          { kind: 'conflict', streamVersion: 1 },
          'no-stream conflicts afterwards.',
        );
      },
    },
    {
      name: 'stream-exists conflicts on a missing stream, and holds once it exists',
      needs: 'streamExists',
      async run(world) {
        const { appendUnder } = await streamOf(world, 0);
        claimSame(
          await appendUnder('stream-exists'),
          { kind: 'conflict', streamVersion: 0 },
          'A missing stream conflicts.',
        );
        await appendUnder('no-stream');
        claimSame((await appendUnder('stream-exists')).kind, 'appended', 'An existing stream takes events.');
      },
    },
    {
      name: 'any appends whether the stream exists or not',
      async run(world) {
        const { appendUnder } = await streamOf(world, 0);
        for (const streamVersion of [1, 2, 3]) {
          const result = await appendUnder('any');
          claimSame([result.kind, result.streamVersion], ['appended', streamVersion], 'any always appends.');
        }
      },
    },
    {
      name: 'a version that is behind or ahead conflicts with the actual one',
      async run(world) {
        const { appendUnder } = await streamOf(world, 3);
        for (const streamVersion of [0, 1, 2, 4, 5, 1_000_000, Number.MAX_SAFE_INTEGER]) {
          const answer = await appendUnder({ streamVersion });
          claimSame(
            answer,
            { kind: 'conflict', streamVersion: 3 },
            `Version ${streamVersion} conflicts in a stream of 3.`,
          );
        }
      },
    },
    {
      name: 'version 0 means the same as no-stream',
      async run(world) {
        const { appendUnder } = await streamOf(world, 0);
        claimSame((await appendUnder({ streamVersion: 0 })).kind, 'appended', 'Version 0 holds for a missing stream.');
        const answer = await appendUnder({ streamVersion: 0 });
        claimSame(answer, { kind: 'conflict', streamVersion: 1 }, 'Version 0 conflicts with an existing stream.');
      },
    },
    {
      name: 'the version counts all events of the stream, not those of the batch',
      async run(world) {
        const { streamName } = await streamOf(world, 2);
        const events = world.samples.events(3);
        const result = await world.store.append({ streamName, expected: { streamVersion: 2 }, events });
        claimSame([result.kind, result.streamVersion], ['appended', 5], 'Two events and three make version 5.');
      },
    },
    {
      name: 'the answer to an append says where it lies',
      async run(world) {
        const { streamName } = await streamOf(world, 1);
        const events = world.samples.events(2);
        const result = await world.store.append({ streamName, expected: 'any', events });
        const { events: stored } = await world.store.readStream(streamName, { from: 1 });
        const expected = {
          kind: 'appended',
          firstPosition: 1,
          streamVersion: 3,
          eventIds: events.map(({ eventId }) => eventId),
          recordedAt: stored[0]?.recordedAt,
          deduplicated: false,
        };
        claimSame(result, expected, 'The answer names first position, version, ids and time.');
      },
    },
    {
      name: 'a conflict stores nothing, and the right version still holds afterwards',
      async run(world) {
        const { streamName, appendUnder } = await streamOf(world, 2);
        for (let attempt = 0; attempt < 3; attempt += 1) await appendUnder({ streamVersion: 1 });
        claimSame((await world.store.readStream(streamName)).streamVersion, 2, 'The version has not moved.');
        claimSame((await appendUnder({ streamVersion: 2 })).kind, 'appended', 'The actual version still holds.');
      },
    },
    {
      name: 'a conflict of a whole batch leaves no place behind for readers of the log',
      async run(world) {
        const { store, samples } = world;
        const { streamName } = await streamOf(world, 1);
        const before = await store.head();
        await store.append({ streamName, expected: { streamVersion: 7 }, events: samples.events(3) });
        claimSame(await store.head(), before, 'The head of the log has not moved.');
        await store.append({ streamName, expected: 'any', events: [samples.event()] });
        claimSame((await store.readLog()).events.length, 2, 'The log holds what was stored and nothing else.');
      },
    },
    {
      name: 'an empty batch checks its condition and stores nothing',
      async run(world) {
        const { store, samples } = world;
        const { streamName } = await streamOf(world, 2);
        const missing = samples.stream();
        const held: readonly ExpectedVersion[] = ['any', { streamVersion: 2 }];
        for (const expected of held) {
          const result = await store.append({ streamName, expected, events: [] });
          claimSame([result.kind, result.streamVersion], ['appended', 2], 'A condition that holds is answered so.');
        }
        const failing: readonly ExpectedVersion[] = ['no-stream', { streamVersion: 1 }, { streamVersion: 3 }];
        for (const expected of failing) {
          const result = await store.append({ streamName, expected, events: [] });
          claimSame(result, { kind: 'conflict', streamVersion: 2 }, 'A condition that does not hold is a conflict.');
        }
        await store.append({ streamName: missing, expected: 'no-stream', events: [] });
        claimSame((await store.readStream(missing)).state, 'absent', 'An empty batch begins no stream.');
      },
    },
    {
      name: 'streams with similar names do not touch each other',
      async run({ store, samples }) {
        const texts = [
          'order-1',
          'order-10',
          'order-1-2',
          'order-1 ',
          'Order-1',
          'orders-1',
          'order-%31',
          'order-\u00e4',
          'order-a\u0308',
        ];
        const names = texts.map((text) => uncheckedStreamName(text));
        for (const streamName of names) {
          const result = await store.append({ streamName, expected: 'no-stream', events: [samples.event()] });
          claimSame(result.kind, 'appended', `${JSON.stringify(streamName)} is a stream of its own.`);
        }
        for (const streamName of names) {
          claimSame((await store.readStream(streamName)).events.length, 1, 'Each holds exactly its own event.');
        }
      },
    },
    {
      name: 'a condition that is none is refused',
      async run({ store, samples }) {
        for (const streamVersion of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
          const request = { streamName: samples.stream(), expected: { streamVersion }, events: samples.events(1) };
          await claimFails(
            store.append(request),
            'invalid-store-argument',
            `Version ${streamVersion} cannot be expected.`,
          );
        }
      },
    },
  ],
};
