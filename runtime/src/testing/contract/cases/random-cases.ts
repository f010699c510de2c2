import type { StreamName } from '../../../message/identifiers.js';
import type { AppendRequest, ExpectedVersion } from '../../../store/append.js';
import type { NewStoredEvent } from '../../../store/stored-event.js';
import { AppendModel, type ModelVerdict } from '../append-model.js';
import { claimSame, codeOf, ContractViolationError, InconclusiveCaseError, reached } from '../claims.js';
import type { CaseGroup, World } from '../contract-case.js';
import { createSeededRandom, type SeededRandom } from '../seeded-random.js';
import { turns } from './turns.js';

type Streams = readonly [StreamName, ...StreamName[]];

/** Requests that often collide: few streams, versions near the head, batches cut from what was used before. */
class RandomRequests {
  readonly #used: NewStoredEvent[] = [];
  readonly #world: World;
  readonly #random: SeededRandom;

  constructor(world: World, random: SeededRandom) {
    this.#world = world;
    this.#random = random;
  }

  next(streams: Streams, versionOf: (streamName: StreamName) => number): AppendRequest {
    const streamName = this.#random.pick(streams);
    return { streamName, expected: this.#expected(versionOf(streamName)), events: this.#events() };
  }

  #expected(near: number): ExpectedVersion {
    const conditions: readonly [ExpectedVersion, ...ExpectedVersion[]] = [
      'any',
      'any',
      'no-stream',
      { streamVersion: near },
    ];
    if (!this.#random.chance(3)) return this.#random.pick(conditions);
    return { streamVersion: Math.max(0, near - 2 + this.#random.below(4)) };
  }

  #events(): readonly NewStoredEvent[] {
    const fresh = this.#world.samples.events(this.#random.below(4));
    const from = this.#random.below(this.#used.length + 1);
    const again = this.#random.chance(3) ? this.#used.slice(from, from + 1 + this.#random.below(3)) : [];
    this.#used.push(...fresh);
    return this.#random.chance(2) ? [...again, ...fresh] : [...fresh, ...again];
  }
}

async function verdictOf({ store }: World, request: AppendRequest): Promise<ModelVerdict> {
  try {
    const result = await store.append(request);
    const replayed = result.kind === 'appended' && result.deduplicated;
    return { kind: replayed ? 'replayed' : result.kind, streamVersion: result.streamVersion };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { kind: 'error', code };
  }
}

/** Runs a randomised body for several seeds, and names the seed when it fails. */
async function withSeeds(world: World, rounds: number, body: (random: SeededRandom) => Promise<void>): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    try {
      await body(createSeededRandom(world.seed + round));
    } catch (error) {
      if (error instanceof InconclusiveCaseError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new ContractViolationError(`With seed ${world.seed + round}: ${reason}`, { cause: error });
    }
  }
}

const threeStreams = ({ samples }: World): Streams => [samples.stream(), samples.stream(), samples.stream('invoice')];

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
