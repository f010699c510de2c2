import { AppendModel } from '../append-model.js';
import { claimSame, reached } from '../claims.js';
import type { CaseGroup } from '../contract-case.js';
import { RandomRequests, threeStreams, verdictOf, withSeeds } from './random-requests.js';
import { turns } from './turns.js';

export const randomCases: CaseGroup = {
  group: 'at random',
  cases: [
    {
      name: 'one writer after the other: every verdict is the one of the model',
      async run(world) {
        await withSeeds(world, 4, async (random) => {
          const model = new AppendModel();
          const requests = new RandomRequests(world, random);
          const streams = threeStreams(world);
          for (let step = 0; step < 150; step += 1) {
            const request = requests.next(streams, (streamName) => model.idsOf(streamName).length);
            const what = `step ${step}: ${JSON.stringify({ ...request, events: request.events.map((e) => e.eventId) })}`;
            const expected = model.append(request);
            claimSame(await verdictOf(world, request), expected, what);
          }
          for (const streamName of streams) {
            const { events } = await world.store.readStream(streamName);
            claimSame(
              events.map(({ eventId }) => eventId),
              model.idsOf(streamName),
              'And every stream is the model’s.',
            );
          }
        });
      },
    },
    {
      name: 'many writers at once: whatever happens, what was answered is what is there',
      async run(world) {
        await withSeeds(world, 3, async (random) => {
          const requests = new RandomRequests(world, random);
          const streams = threeStreams(world);
          const verdicts = new Set<string>();
          const write = async (): Promise<void> => {
            for (let step = 0; step < 25; step += 1) {
              const page = await world.store.readStream(random.pick(streams), { limit: 1 + random.below(5) });
              const request = requests.next(streams, () => page.streamVersion);
              verdicts.add((await verdictOf(world, request)).kind);
              if (random.chance(4)) await world.store.readLog({ limit: 1 + random.below(50) });
              await turns(random.below(6));
            }
          };
          await Promise.all(Array.from({ length: 8 }, write));
          for (const kind of ['appended', 'conflict', 'error']) reached(verdicts.has(kind), `an answer ${kind}`);
        });
      },
    },
    {
      name: 'units and single writers at once: units are whole or absent',
      needs: 'transact',
      async run(world) {
        const { store, samples } = world;
        await withSeeds(world, 3, async (random) => {
          const streams = threeStreams(world);
          const ended = { done: 0, failed: 0 };
          const unit = (): Promise<unknown> =>
            store.transact(async (inside) => {
              for (let step = 0; step < 1 + random.below(3); step += 1) {
                const streamName = random.pick(streams);
                await inside.append({ streamName, expected: 'any', events: samples.events(1 + random.below(3)) });
                await turns(random.below(5));
                if (random.chance(6)) throw new Error('on purpose');
              }
            });
          const single = (): Promise<unknown> =>
            store.append({ streamName: random.pick(streams), expected: 'any', events: samples.events(2) });
          const write = async (): Promise<void> => {
            for (let step = 0; step < 15; step += 1) {
              await (random.chance(2) ? unit() : single()).then(
                () => (ended.done += 1),
                () => (ended.failed += 1),
              );
              if (random.chance(3)) await store.readLog({ limit: 1 + random.below(30) });
            }
          };
          await Promise.all(Array.from({ length: 6 }, write));
          reached(ended.done > 0 && ended.failed > 0, 'some units committed and some rolled back');
        });
      },
    },
    {
      name: 'streams are deleted while others write: a closed stream never grows',
      needs: 'tombstones',
      async run(world) {
        const { store, samples } = world;
        await withSeeds(world, 3, async (random) => {
          const streams = threeStreams(world);
          const write = async (): Promise<void> => {
            for (let step = 0; step < 12; step += 1) {
              const streamName = random.pick(streams);
              await verdictOf(world, { streamName, expected: 'any', events: samples.events(1 + random.below(3)) });
              await turns(random.below(4));
            }
          };
          const writing = Promise.all(Array.from({ length: 6 }, write));
          await turns(40 + random.below(60));
          await store.deleteStream(streams[0], 'any');
          const { streamVersion } = await store.readStream(streams[0]);
          await writing;
          claimSame((await store.readStream(streams[0])).streamVersion, streamVersion, 'Not one event later.');
        });
      },
    },
  ],
};
