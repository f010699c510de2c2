import { beforeAll, expect, test } from 'vitest';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { createSamples, uncheckedEventId, uncheckedStreamName } from '../../runtime/src/testing/contract/samples.js';
import { createSeededRandom, type SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { disturb, type Disturbance, type Disturbed } from './disturb.js';
import { buildChild, type Child, startChild, temporaryFolder } from './child-programs.js';
import { openAt } from '../support/open-at.js';

export const streams = ['a', 'b', 'c', 'd', 'e'].map((id) => uncheckedStreamName(`bank.cart-${id}`));
const samples = createSamples();
/** How long each seed's processes are disturbed. */
export const milliseconds = Number(process.env['VARVE_DISTURBED_SECONDS'] ?? '2') * 1_000;
export const sleep = (pause: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause));

/** Appends without a break until it is told to stop. @returns how many events it stored */
export async function write(store: FullEventStore, random: SeededRandom, isOver: () => boolean): Promise<number> {
  let stored = 0;
  while (!isOver()) {
    const events = Array.from({ length: 1 + random.below(4) }, () => ({
      ...samples.event({ type: 'bank.ItemPut', data: '{"sku":"x"}' }),
      eventId: uncheckedEventId(globalThis.crypto.randomUUID()),
    }));
    const streamName = random.pick(streams as [(typeof streams)[number], ...typeof streams]);
    await store.append({ streamName, expected: 'any', events });
    stored += events.length;
    await sleep(random.below(8));
  }
  return stored;
}

/** Kills or stops one of two processes in turn, for longer than a lease, and each at least once, however slow the machine is. */
export function disturbUntil(
  until: number,
  given: Pick<Disturbed, 'children' | 'replace' | 'random'>,
): Promise<readonly Disturbance[]> {
  const isOver: Disturbed['isOver'] = (done) => performance.now() > until && done.length >= 2;
  return disturb({ ...given, isOver, pause: [50, 200], stop: [200, 700], stopEvery: 2 });
}

/** Two processes with the same processor: whatever is done to them, the view is what the log says, and each effect is there once. */
export function disturbedProcessors(
  name: string,
  freshAddress: () => Promise<string> | string,
  seeds: readonly number[],
): void {
  const folder = temporaryFolder();
  let program = '';
  beforeAll(async () => {
    program = await buildChild('follow', folder);
  });

  test.each(seeds)(
    `${name}: killed and stopped at random, seed %i`,
    { timeout: 120_000 + milliseconds },
    async (seed) => {
      const address = await freshAddress();
      const store = await openAt(address, { allowDrafts: true });
      const random = createSeededRandom(seed);
      let owners = 0;
      const start = (): Child => {
        owners += 1;
        return startChild(program, [address, `owner-${String(owners)}`]);
      };
      const children = [start(), start()];
      await Promise.all(children.map((child) => child.line('started')));
      const end = performance.now() + milliseconds;
      const [stored, done] = await Promise.all([
        write(store, createSeededRandom(seed + 1), () => performance.now() > end),
        disturbUntil(end, { children, replace: (at) => void (children[at] = start()), random }),
      ]);
      expect(new Set(done)).toEqual(new Set(['killed', 'stopped']));

      const head = await store.head();
      const handled = async (): Promise<string | undefined> => (await store.findCheckpoint('view'))?.logPosition;
      await expect.poll(handled, { timeout: 30_000 }).toBe(head && store.serializeLogPosition(head));
      for (const child of children) {
        expect(child.lines.filter((line) => line.startsWith('failed'))).toEqual([]);
        child.process.kill('SIGKILL');
        await child.ended();
      }
      let counted = 0;
      for (const streamName of streams) {
        const { streamVersion } = await store.readStream(streamName, { limit: 1 });
        expect((await store.findDocument('view', streamName))?.data ?? '0').toBe(String(streamVersion));
        counted += streamVersion;
      }
      expect(counted).toBe(stored);
      expect((await store.readOutbox(100_000)).length).toBe(stored);
      await store.close();
      if (milliseconds > 10_000) {
        process.stdout.write(
          `${name}, seed ${String(seed)}: ${String(stored)} events, ${String(done.length)} kills and stops, view and effects as they should be\n`,
        );
      }
    },
  );
}
