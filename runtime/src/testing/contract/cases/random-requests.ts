import type { StreamName } from '../../../message/identifiers.js';
import type { AppendRequest, ExpectedVersion } from '../../../store/append.js';
import type { NewStoredEvent } from '../../../store/stored-event.js';
import type { ModelVerdict } from '../append-model.js';
import { codeOf, ContractViolationError, InconclusiveCaseError } from '../claims.js';
import type { World } from '../contract-case.js';
import { createSeededRandom, type SeededRandom } from '../seeded-random.js';

export type Streams = readonly [StreamName, ...StreamName[]];

/** Requests that often collide: few streams, versions near the head, batches cut from what was used before. */
export class RandomRequests {
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

export async function verdictOf({ store }: World, request: AppendRequest): Promise<ModelVerdict> {
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
export async function withSeeds(
  world: World,
  rounds: number,
  body: (random: SeededRandom) => Promise<void>,
): Promise<void> {
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

export const threeStreams = ({ samples }: World): Streams => [
  samples.stream(),
  samples.stream(),
  samples.stream('invoice'),
];
