import type { LogPosition } from '../../../store/stored-event.js';
import type { StreamName } from '../../../message/identifiers.js';
import { claim, claimSame, codeOf } from '../claims.js';
import type { CaseDefinition, CaseGroup, World } from '../contract-case.js';
import { createSeededRandom } from '../seeded-random.js';
import { idsIn, idsOf, needingArchive, streamOf } from './archived.js';
import { followTheModel } from './follow-the-model.js';
import { withSeeds } from './random-requests.js';
import { turns } from './turns.js';

/** Archives parts of a stream and takes them back, again and again. */
async function moveAbout({ store }: World, streamName: StreamName, rounds: number, length: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await store.truncateStream(streamName, { before: 1 + (round % length) });
    if (round % 3 === 1) await store.archiveStream(streamName, 'any');
    if (round % 3 === 2) await store.restoreStream(streamName);
    await turns(round % 5);
  }
}

const cases: readonly CaseDefinition[] = [
  {
    name: 'a stream is archived while others write to it: what was acknowledged is there, and nothing came later',
    async run(world) {
      const { store, samples } = world;
      const { streamName, events } = await streamOf(world, 1);
      const seen = { acknowledged: 1, archived: false };
      const write = async (): Promise<void> => {
        // Until the stream is closed, and not for ever where a store fails to close it.
        for (let more = 3; more > 0; more -= seen.archived ? 1 : 0) {
          try {
            const result = await store.append({ streamName, expected: 'any', events: samples.events(2) });
            if (result.kind === 'appended') seen.acknowledged += 2;
          } catch (error) {
            claimSame(codeOf(error), 'stream-closed', 'Refused because the stream is closed.');
            return;
          }
        }
      };
      const writing = Promise.all(Array.from({ length: 6 }, write));
      await turns(30);
      const result = await store.archiveStream(streamName, 'stream-exists');
      seen.archived = true;
      await writing;
      const page = await store.readStream(streamName);
      claimSame([result.kind, result.streamVersion], ['done', page.streamVersion], 'Not one event later.');
      claimSame(
        [page.streamVersion, page.archivedBefore],
        [seen.acknowledged, seen.acknowledged],
        'All of them, archived.',
      );
      claimSame(page.events[0]?.eventId, events[0]?.eventId, 'From the first on.');
    },
  },
  {
    name: 'two archive a stream at once: one does it, the other finds it done',
    async run(world) {
      const { streamName } = await streamOf(world, 5);
      const results = await Promise.all(
        Array.from({ length: 4 }, () => world.store.archiveStream(streamName, { streamVersion: 5 })),
      );
      const fresh = results.filter((result) => result.kind === 'done' && !result.deduplicated);
      claimSame([fresh.length, results.every(({ kind }) => kind === 'done')], [1, true], 'Only one has moved it.');
    },
  },
  {
    name: 'appends under a version and truncations of the same stream do not stand in each other’s way',
    async run(world) {
      const { store, samples } = world;
      const { streamName } = await streamOf(world, 2);
      const write = async (): Promise<void> => {
        for (let streamVersion = 2; streamVersion < 20; streamVersion += 1) {
          const request = { streamName, expected: { streamVersion }, events: samples.events(1) };
          claimSame((await store.append(request)).kind, 'appended', 'Nobody else has written.');
        }
      };
      const truncate = async (): Promise<void> => {
        for (let before = 1; before < 20; before += 1) await store.truncateStream(streamName, { before });
      };
      await Promise.all([write(), truncate()]);
      claimSame((await store.readStream(streamName)).streamVersion, 20, 'All of them are there.');
    },
  },
  {
    name: 'readers of a stream that moves between archive and store find every event, each time',
    async run(world) {
      const { streamName, events } = await streamOf(world, 12);
      const streams = { moving: true };
      const read = async (): Promise<void> => {
        for (let round = 0; streams.moving; round += 1) {
          const found = await idsIn(world, streamName, round % 2 === 0 ? {} : { direction: 'backwards' });
          claimSame(round % 2 === 0 ? found : found.toReversed(), idsOf(events), 'All of them.');
        }
      };
      const move = moveAbout(world, streamName, 30, 12).finally(() => {
        streams.moving = false;
      });
      await Promise.all([move, read(), read()]);
    },
  },
  {
    name: 'readers of the log meet every event once while streams move between archive and store',
    async run(world) {
      const { store } = world;
      const given = [await streamOf(world, 8), await streamOf(world, 8), await streamOf(world, 8)];
      const all = given.flatMap(({ events }) => idsOf(events));
      const streams = { moving: true };
      const read = async (): Promise<void> => {
        while (streams.moving) {
          const found: string[] = [];
          for (let after: LogPosition | undefined; ;) {
            const page = await store.readLog({ limit: 5, ...(after && { after }) });
            found.push(...idsOf(page.events));
            if (page.end) break;
            claim(page.scannedTo !== undefined, 'The page moves on.');
            after = page.scannedTo;
          }
          claimSame(found, all, 'Each one once, in order.');
        }
      };
      const move = Promise.all(given.map(({ streamName }) => moveAbout(world, streamName, 20, 8))).finally(() => {
        streams.moving = false;
      });
      await Promise.all([move, read()]);
    },
  },
  {
    name: 'whatever is archived and restored in between, every verdict on an append is the one of the model',
    async run(world) {
      await withSeeds(world, 3, (random) => followTheModel(world, random, [world.store]));
    },
  },
  {
    name: 'streams move between archive and store at random while others write: nothing is lost, and nothing comes twice',
    async run(world) {
      const { store, samples } = world;
      for (let round = 0; round < 3; round += 1) {
        const random = createSeededRandom(world.seed + round);
        const streams = [samples.stream(), samples.stream('invoice')] as const;
        const steps: readonly [(name: StreamName) => Promise<unknown>, ...((name: StreamName) => Promise<unknown>)[]] =
          [
            (streamName) => store.append({ streamName, expected: 'any', events: samples.events(1 + random.below(3)) }),
            (streamName) => store.append({ streamName, expected: 'any', events: samples.events(1) }),
            (streamName) => store.truncateStream(streamName, { before: random.below(12) }),
            (streamName) => store.archiveStream(streamName, 'any'),
            (streamName) => store.restoreStream(streamName),
            () => store.readLog({ limit: 1 + random.below(20) }),
          ];
        const work = async (): Promise<void> => {
          for (let step = 0; step < 20; step += 1) {
            await random
              .pick(steps)(random.pick(streams))
              .catch((error: unknown) => {
                claimSame(codeOf(error), 'stream-closed', 'The only refusal.');
              });
            await turns(random.below(5));
          }
        };
        await Promise.all(Array.from({ length: 6 }, work));
      }
    },
  },
];

export const archiveConcurrencyCases: CaseGroup = {
  group: 'archiving at the same time as others',
  cases: cases.map(needingArchive),
};
