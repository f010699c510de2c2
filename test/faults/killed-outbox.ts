import { beforeAll, expect, test } from 'vitest';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { createSeededRandom, type SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { webhookReceiver } from '../runtime/relay/webhook-receiver.js';
import { openAt } from '../support/open-at.js';
import { buildChild, type Child, startChild, temporaryFolder } from './child-programs.js';
import { disturbUntil, milliseconds, sleep, streams } from './disturbed-processors.js';
import { type Arrival, moodyReceiver } from './moody-receiver.js';

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

/** Enqueues events of five orders, in their order, until it is told to stop. @returns how many of each */
async function enqueue(
  store: FullEventStore,
  random: SeededRandom,
  isOver: () => boolean,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>(streams.map((streamName) => [streamName, 0]));
  while (!isOver()) {
    const streamName = random.pick(streams as [(typeof streams)[number], ...typeof streams]);
    const first = counts.get(streamName) ?? 0;
    const count = 1 + random.below(4);
    await store.transact(async (unit) => {
      for (let position = first; position < first + count; position += 1) {
        const eventId = globalThis.crypto.randomUUID();
        const event = { eventId, type: 'bank.ItemPut', schemaVersion: 1, streamName, position };
        const payload = { ...event, recordedAt: '2026-01-01T00:00:00Z', data: { sku: 'x' }, metadata: {} };
        const message = { messageId: eventId, topic: event.type, orderKey: streamName };
        await unit.enqueue({ ...message, payload: JSON.stringify(payload) });
      }
    });
    counts.set(streamName, first + count);
    await sleep(random.below(8));
  }
  return counts;
}

/** Two processes that relay an outbox to a moody receiver: whatever is done to them, nothing is lost and every key keeps its order. */
export function killedOutbox(
  name: string,
  freshAddress: () => Promise<string> | string,
  seeds: readonly number[],
): void {
  const folder = temporaryFolder();
  let program = '';
  beforeAll(async () => {
    program = await buildChild('relay-outbox', folder);
  });

  test.each(seeds)(
    `${name}: an outbox relay that is killed and stopped at random loses nothing, seed %i`,
    { timeout: 120_000 + milliseconds },
    async (seed) => {
      const address = await freshAddress();
      const store = await openAt(address, { allowDrafts: true });
      const random = createSeededRandom(seed);
      const arrivals: Arrival[] = [];
      const { url } = await webhookReceiver(moodyReceiver(createSeededRandom(seed + 2), arrivals));
      let owners = 0;
      const start = (): Child => {
        owners += 1;
        return startChild(program, [address, `owner-${String(owners)}`, url, secret]);
      };
      const children = [start(), start()];
      await Promise.all(children.map((child) => child.line('started')));
      const end = performance.now() + milliseconds;
      const [counts, done] = await Promise.all([
        enqueue(store, createSeededRandom(seed + 1), () => performance.now() > end),
        disturbUntil(end, { children, replace: (at) => void (children[at] = start()), random }),
      ]);
      expect(new Set(done)).toEqual(new Set(['killed', 'stopped']));

      const waiting = async (): Promise<number> => (await store.readOutbox(1_000)).length;
      await expect.poll(waiting, { timeout: 60_000, interval: 100 }).toBe(0);
      for (const child of children) {
        expect(child.lines.filter((line) => line.startsWith('failed'))).toEqual([]);
        child.process.kill('SIGKILL');
        await child.ended();
      }
      expect(await store.readParked('varve.outbox')).toEqual([]);

      const seen = new Set<string>();
      const firsts = arrivals.filter(({ id }) => !seen.has(id) && seen.add(id));
      for (const [streamName, count] of counts) {
        expect(
          firsts.filter((arrival) => arrival.streamName === streamName).map(({ streamVersion }) => streamVersion),
          'whoever knows ids sees each message once, in order',
        ).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      }
      const sent = [...counts.values()].reduce((sum, count) => sum + count, 0);
      // Canary: some were delivered again, or the receiver was too kind and the kills missed.
      expect(arrivals.length).toBeGreaterThan(sent);
      await store.close();
      if (milliseconds > 10_000) {
        process.stdout.write(
          `${name}, seed ${String(seed)}: ${String(sent)} messages, ${String(arrivals.length - sent)} delivered again, ${String(done.length)} kills and stops\n`,
        );
      }
    },
  );
}
