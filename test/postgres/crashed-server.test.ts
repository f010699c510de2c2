import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogPosition } from '../../runtime/src/store/stored-event.js';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { buildChild, type Child, startChild, temporaryFolder } from '../faults/child-programs.js';
import { type Cluster, startCluster } from '../support/postgres/cluster.js';
import { checkAcknowledged, named } from './acknowledged-batches.js';

const folder = temporaryFolder();
let cluster: Cluster;
let program = '';

beforeAll(async () => {
  [cluster, program] = await Promise.all([
    startCluster('18', { wal_writer_delay: '10s' }),
    buildChild('../../postgres/children/append-batches', folder),
  ]);
});
afterAll(() => cluster.stop());

async function atWork(child: Child, more: number): Promise<void> {
  const before = named(child, 'ack').length;
  await expect
    .poll(() => named(child, 'ack').length, { timeout: 20_000, interval: 5 })
    .toBeGreaterThanOrEqual(before + more);
}

test('writers live through crashes of the server, and nothing acknowledged is lost', { timeout: 60_000 }, async () => {
  const url = cluster.url();
  const store = await openPostgresStore(url);
  const child = startChild(program, [url, 'varve', 'run', '6']);
  const shown: string[] = [];
  let after: LogPosition | undefined;
  const readOn = async (): Promise<void> => {
    const page = await store.readLog({ limit: 1_000_000, ...(after && { after }) });
    shown.push(...page.events.map(({ eventId }) => eventId));
    after = page.scannedTo;
  };
  for (let crash = 0; crash < 3; crash += 1) {
    await atWork(child, 40);
    await readOn();
    await cluster.crash();
    await expect(store.head()).rejects.toMatchObject({ code: 'store-unavailable' });
    await cluster.start();
    await readOn();
  }
  await atWork(child, 20);
  child.process.kill('SIGKILL');
  await child.ended();
  await expect.poll(async () => store.head().catch(() => undefined)).toBeDefined();
  await readOn();
  await checkAcknowledged(store, [child]);
  const { events } = await store.readLog({ limit: 1_000_000 });
  // What the killed writer had sent may have been stored since.
  const standing = events.slice(0, shown.length).map(({ eventId }) => eventId);
  expect(shown, 'no position that was shown has changed').toEqual(standing);
  await store.close();
});

test('what was shown in the log is there after a crash, even where appends do not wait for the disk', async () => {
  const schema = 'hasty';
  const connection = `${cluster.url()}?options=-c%20synchronous_commit%3Doff`;
  const store = await openPostgresStore({ connection, schema });
  const samples = createSamples();
  const append = () => store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
  for (let count = 0; count < 20; count += 1) await append();
  const shown = (await store.readLog()).events;
  expect(shown.length).toBe(20);
  for (let count = 0; count < 20; count += 1) await append();
  await cluster.crash();
  await cluster.start();
  await expect.poll(() => store.head().catch(() => undefined)).toBeDefined();
  const { events } = await store.readLog();
  expect(events.slice(0, 20)).toEqual(shown);
  // Canary: of what was not shown, something was lost, as was to be expected.
  expect(events.length).toBeLessThan(40);
  expect((await append()).kind).toBe('appended');
  await store.close();
});
