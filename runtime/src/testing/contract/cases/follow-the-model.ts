import type { FullEventStore } from '../../../store/event-store.js';
import { AppendModel } from '../append-model.js';
import { claimSame } from '../claims.js';
import type { World } from '../contract-case.js';
import type { SeededRandom } from '../seeded-random.js';
import { idsIn } from './archived.js';
import { RandomRequests, threeStreams, verdictOf } from './random-requests.js';

const steps = 120;

/**
 * Appends to three streams and moves them between archive and store, step by step, each through one of several openings of
 * one store: every verdict is the model's, and every stream in the end, whoever reads it.
 */
export async function followTheModel(
  world: World,
  random: SeededRandom,
  openings: readonly [FullEventStore, ...FullEventStore[]],
): Promise<void> {
  const model = new AppendModel();
  const requests = new RandomRequests(world, random);
  const streams = threeStreams(world);
  const opening = (): FullEventStore => random.pick(openings);
  for (let step = 0; step < steps; step += 1) {
    const streamName = random.pick(streams);
    const { length } = model.idsOf(streamName);
    if (random.chance(3)) await opening().truncateStream(streamName, { before: random.below(length + 1) });
    if (random.chance(8)) {
      model.archive(streamName);
      await opening().archiveStream(streamName, 'any');
    }
    if (random.chance(5)) {
      model.restore(streamName);
      await opening().restoreStream(streamName);
    }
    const request = requests.next(streams, (name) => model.idsOf(name).length);
    const expected = model.append(request);
    claimSame(await verdictOf({ ...world, store: opening() }, request), expected, `Step ${String(step)}.`);
  }
  for (const store of openings) {
    for (const streamName of streams) {
      claimSame(
        await idsIn({ ...world, store }, streamName),
        model.idsOf(streamName),
        'And every stream is the model’s.',
      );
    }
  }
}
