import { beforeAll, expect, test } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { createSeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { buildChild, type Child, startChild, temporaryFolder } from '../faults/child-programs.js';
import { testDatabase } from '../support/postgres/database.js';
import { checkAcknowledged, named } from './acknowledged-batches.js';

const folder = temporaryFolder();
const database = testDatabase('18');
const random = createSeededRandom(1848);
let program = '';

beforeAll(async () => {
  program = await buildChild('../../postgres/children/append-batches', folder);
});

/** Resolves when the children have begun so many batches more. */
async function atWork(children: readonly Child[], more: number): Promise<void> {
  const begun = (): number => children.reduce((sum, child) => sum + named(child, 'begin').length, 0);
  const before = begun();
  await expect.poll(begun, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(before + more);
}

test(
  'five times a killed process loses nothing it acknowledged and leaves no half batch',
  { timeout: 60_000 },
  async () => {
    const schema = 'killed';
    const store = await openPostgresStore({ connection: database.url(), schema });
    const children: Child[] = [];
    let conclusive = 0;
    for (let attempt = 0; conclusive < 5; attempt += 1) {
      expect(attempt, 'the kill hits a writer at work in most attempts').toBeLessThan(10);
      const child = startChild(program, [database.url(), schema, `run${attempt}`, String(2 + random.below(6))]);
      children.push(child);
      await atWork([child], 10 + random.below(60));
      child.process.kill('SIGKILL');
      expect(await child.ended()).toBe('SIGKILL');
      // Canary: the kill struck while something was under way.
      if (named(child, 'begin').length > named(child, 'ack').length && named(child, 'ack').length > 0) conclusive += 1;
    }
    // What the killed left behind in PostgreSQL ends by itself.
    await expect.poll(() => sessionsBeside()).toBe(0);
    await checkAcknowledged(store, children);
    await store.close();
  },
);

test('writers whose sessions are killed go on, and nothing is lost or stored twice', { timeout: 60_000 }, async () => {
  const schema = 'terminated';
  const store = await openPostgresStore({ connection: database.url(), schema });
  const children = ['a', 'b'].map((run) => startChild(program, [database.url(), schema, run, '5']));
  let killed = 0;
  for (let round = 0; round < 12; round += 1) {
    await atWork(children, 10);
    const rows = await database.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = 'varve' AND state <> 'idle' AND query ~ 'append_v\\d|COMMIT|sequence_v1'`,
    );
    killed += rows.length;
  }
  await atWork(children, 20);
  for (const child of children) child.process.kill('SIGKILL');
  await Promise.all(children.map((child) => child.ended()));
  expect(killed, 'sessions were killed in the middle of their work').toBeGreaterThan(5);
  await expect.poll(() => sessionsBeside()).toBe(0);
  await checkAcknowledged(store, children);
  await store.close();
});

/** Sessions in a transaction. */
async function sessionsBeside(): Promise<number> {
  const rows = await database.sql(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
  );
  return rows.length;
}
