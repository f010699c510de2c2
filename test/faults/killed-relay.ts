import { beforeAll, expect, test } from 'vitest';
import { createSeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { verifyWebhook } from '../../runtime/src/webhooks/verify-webhook.js';
import { webhookReceiver } from '../runtime/relay/webhook-receiver.js';
import { openAt } from '../support/open-at.js';
import { buildChild, type Child, startChild, temporaryFolder } from './child-programs.js';
import { disturbUntil, milliseconds, streams, write } from './disturbed-processors.js';
import { type Arrival, moodyReceiver } from './moody-receiver.js';

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

/** Two processes that relay to a moody receiver: whatever is done to them, nothing is lost and every stream keeps its order. */
export function killedRelay(
  name: string,
  freshAddress: () => Promise<string> | string,
  seeds: readonly number[],
): void {
  const folder = temporaryFolder();
  let program = '';
  beforeAll(async () => {
    program = await buildChild('relay', folder);
  });

  test.each(seeds)(
    `${name}: a relay that is killed and stopped at random loses nothing, seed %i`,
    { timeout: 120_000 + milliseconds },
    async (seed) => {
      const address = await freshAddress();
      const store = await openAt(address, { allowDrafts: true });
      const random = createSeededRandom(seed);
      const arrivals: Arrival[] = [];
      const { url, requests } = await webhookReceiver(moodyReceiver(createSeededRandom(seed + 2), arrivals));
      let owners = 0;
      const start = (): Child => {
        owners += 1;
        return startChild(program, [address, `owner-${String(owners)}`, url, secret]);
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
      const delivered = async (): Promise<readonly (string | undefined)[]> =>
        Promise.all([0, 1].map(async (slice) => (await store.findCheckpoint(`out/${slice}`))?.logPosition));
      const text = head && store.serializeLogPosition(head);
      await expect.poll(delivered, { timeout: 60_000, interval: 100 }).toEqual([text, text]);
      for (const child of children) {
        expect(child.lines.filter((line) => line.startsWith('failed'))).toEqual([]);
        child.process.kill('SIGKILL');
        await child.ended();
      }

      const once = new Map(arrivals.toReversed().map((arrival) => [arrival.id, arrival]));
      expect(once.size, 'whoever knows ids sees each event once').toBe(stored);
      const firsts = arrivals.filter((arrival, at) => arrivals.findIndex(({ id }) => id === arrival.id) === at);
      for (const streamName of streams) {
        const { streamVersion } = await store.readStream(streamName, { limit: 1 });
        const seen = firsts.filter((arrival) => arrival.streamName === streamName);
        expect(seen.map((arrival) => arrival.streamVersion)).toEqual(
          Array.from({ length: streamVersion }, (_, index) => index + 1),
        );
      }
      // Canary: some were delivered again, or the receiver was too kind and the kills missed.
      expect(arrivals.length).toBeGreaterThan(stored);
      for (const request of requests.slice(0, 20)) await verifyWebhook(request, { secrets: [secret] });
      await store.close();
      if (milliseconds > 10_000) {
        process.stdout.write(
          `${name}, seed ${String(seed)}: ${String(stored)} events, ${String(arrivals.length - stored)} delivered again, ${String(done.length)} kills and stops\n`,
        );
      }
    },
  );
}
