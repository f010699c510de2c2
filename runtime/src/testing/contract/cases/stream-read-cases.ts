import type { StreamName } from '../../../message/identifiers.js';
import type { FullEventStore } from '../../../store/event-store.js';
import type { ReadStreamOptions } from '../../../store/read.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseGroup, World } from '../contract-case.js';

async function streamOf({ store, samples }: World, count: number): Promise<StreamName> {
  const streamName = samples.stream();
  await store.append({ streamName, expected: 'no-stream', events: samples.events(count) });
  return streamName;
}

async function positionsOf(store: FullEventStore, streamName: StreamName, options?: ReadStreamOptions) {
  const { events } = await store.readStream(streamName, options);
  return events.map(({ position }) => position);
}

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

export const streamReadCases: CaseGroup = {
  group: 'reading a stream',
  cases: [
    {
      name: 'a stream that never was is absent, empty and at version 0',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const expected = { events: [], scannedTo: 0, end: true, streamVersion: 0, archivedBefore: 0, state: 'absent' };
        claimSame(await store.readStream(streamName), expected, 'Forwards.');
        const backwards = await store.readStream(streamName, { direction: 'backwards' });
        claimSame(backwards, { ...expected, scannedTo: -1 }, 'Backwards.');
      },
    },
    {
      name: 'events come back as they were given, with name, position and time, and nothing else',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const given = samples.event();
        await store.append({ streamName, expected: 'any', events: [given] });
        const { events } = await store.readStream(streamName);
        const recordedAt = events[0]?.recordedAt;
        claimSame(events, [{ ...given, streamName, position: 0, recordedAt }], 'A stream read knows no log position.');
      },
    },
    {
      name: 'from is inclusive and limit counts events',
      async run(world) {
        const streamName = await streamOf(world, 5);
        const rows: readonly [ReadStreamOptions, readonly number[]][] = [
          [{}, [0, 1, 2, 3, 4]],
          [{ from: 1, limit: 2 }, [1, 2]],
          [{ from: 3, limit: 100 }, [3, 4]],
          [{ from: 4, limit: 1 }, [4]],
          [{ from: 5 }, []],
          [{ from: 99 }, []],
          [{ direction: 'backwards' }, [4, 3, 2, 1, 0]],
          [{ direction: 'backwards', limit: 2 }, [4, 3]],
          [{ direction: 'backwards', from: 2, limit: 2 }, [2, 1]],
          [{ direction: 'backwards', from: 0 }, [0]],
          [{ direction: 'backwards', from: 99, limit: 1 }, [4]],
          [{ direction: 'backwards', from: -1 }, []],
        ];
        for (const [options, expected] of rows) {
          const positions = await positionsOf(world.store, streamName, options);
          claimSame(positions, expected, `Read with ${JSON.stringify(options)}.`);
        }
      },
    },
    {
      name: 'the version is the stream’s, however little was read',
      async run(world) {
        const streamName = await streamOf(world, 5);
        const options: readonly ReadStreamOptions[] = [
          { limit: 1 },
          { from: 4 },
          { from: 77 },
          { direction: 'backwards', limit: 1 },
        ];
        for (const given of options) {
          const { streamVersion, state } = await world.store.readStream(streamName, given);
          claimSame([streamVersion, state], [5, 'open'], `Read with ${JSON.stringify(given)}.`);
        }
      },
    },
    {
      name: 'pages of any size, followed by scannedTo until end, give every event once',
      async run(world) {
        const count = 13;
        const streamName = await streamOf(world, count);
        for (const limit of [1, 2, 3, 12, 13, 14]) {
          for (const direction of ['forwards', 'backwards'] as const) {
            const positions: number[] = [];
            let options: ReadStreamOptions = { limit, direction };
            for (;;) {
              const page = await world.store.readStream(streamName, options);
              claim(page.events.length <= limit, `A page of ${limit} holds no more.`);
              positions.push(...page.events.map(({ position }) => position));
              if (page.end) break;
              options = { limit, direction, from: page.scannedTo };
            }
            const forwards = numbers(0, count);
            const expected = direction === 'forwards' ? forwards : [...forwards].reverse();
            claimSame(positions, expected, `Pages of ${limit}, ${direction}.`);
          }
        }
      },
    },
    {
      name: 'reading on after the end finds exactly what came later',
      async run(world) {
        const { store, samples } = world;
        const streamName = await streamOf(world, 3);
        const { scannedTo, end } = await store.readStream(streamName);
        claimSame([scannedTo, end], [3, true], 'The end stands behind the last event.');
        await store.append({ streamName, expected: 'any', events: samples.events(2) });
        claimSame(await positionsOf(store, streamName, { from: scannedTo }), [3, 4], 'The later two.');
      },
    },
    {
      name: 'a default page of a long stream says that it is not the end',
      async run(world) {
        const streamName = await streamOf(world, 1_234);
        const page = await world.store.readStream(streamName);
        claimSame(
          [page.events.length, page.scannedTo, page.end],
          [1_000, 1_000, false],
          'A thousand, and more to come.',
        );
        const rest = await world.store.readStream(streamName, { from: page.scannedTo });
        claimSame([rest.events.length, rest.end], [234, true], 'The rest.');
        const last = await positionsOf(world.store, streamName, { direction: 'backwards' });
        claimSame(last, [...numbers(234, 1_234)].reverse(), 'Backwards the newest thousand.');
      },
    },
    {
      name: 'a limit above ten thousand is not capped',
      async run({ store, samples }) {
        const streamName = samples.stream();
        for (let batch = 0; batch < 11; batch += 1) {
          await store.append({ streamName, expected: 'any', events: samples.events(1_000) });
        }
        const page = await store.readStream(streamName, { limit: 50_000 });
        claimSame([page.events.length, page.end], [11_000, true], 'All eleven thousand in one page.');
        const log = await store.readLog({ limit: 50_000 });
        claimSame([log.events.length, log.end], [11_000, true], 'In the log too.');
      },
    },
    {
      name: 'limits and positions that are none are refused',
      async run(world) {
        const streamName = await streamOf(world, 1);
        const wrong: readonly ReadStreamOptions[] = [
          { limit: 0 },
          { limit: -1 },
          { limit: 1.5 },
          { limit: Number.NaN },
          { from: -1 },
          { from: 0.5 },
          { from: -2, direction: 'backwards' },
        ];
        for (const options of wrong) {
          const read = world.store.readStream(streamName, options);
          await claimFails(read, 'invalid-store-argument', `${JSON.stringify(options)} is refused.`);
        }
      },
    },
  ],
};
