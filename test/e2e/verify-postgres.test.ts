import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { grantPostgresRoles } from '../../runtime/src/stores/postgres/operations/index.js';
import { openSqliteLogReader } from '../../runtime/src/stores/sqlite/index.js';
import { type Cluster, startCluster } from '../support/postgres/cluster.js';
import { once } from '../support/postgres/database.js';
import { bin, finished, type Run } from './project.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-verify-postgres-'));
afterAll(() => rmSync(folder, { recursive: true }));
const example = fileURLToPath(new URL('../../examples/ordering/', import.meta.url));
const firstRelease = join(example, 'log/first-release.db');
const app = join(example, 'src/registries.ts');

describe.each(['13', '18'] as const)('varve verify, on PostgreSQL %s', (release) => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster(release);
  });
  afterAll(() => cluster.stop());
  beforeEach(() => once(cluster.url(), 'DROP SCHEMA IF EXISTS varve CASCADE'));

  const start = (args: readonly string[]) =>
    spawn(process.execPath, [bin, 'verify', '--app', app, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], DATABASE_URL: cluster.url() },
    });
  const verify = (...args: readonly string[]): Promise<Run> => finished(start(args));

  interface Verified {
    readonly isComplete: boolean;
    readonly events: number;
    readonly waiting: number;
    readonly types: readonly {
      readonly failed: number;
      readonly failures: readonly { readonly logPosition: string }[];
    }[];
  }
  async function verified(...args: readonly string[]): Promise<Verified> {
    return JSON.parse((await verify(...args, '--format', 'json')).stdout) as Verified;
  }

  /** The log of the example's first release, event by event. */
  async function load(): Promise<void> {
    const reader = await openSqliteLogReader(firstRelease);
    const store = await openPostgresStore(cluster.url());
    const { events } = await reader.readLog({ limit: 100_000 });
    for (const { eventId, type, schemaVersion, data, metadata, streamName } of events) {
      await store.append({ streamName, expected: 'any', events: [{ eventId, type, schemaVersion, data, metadata }] });
    }
    await store.close();
    await reader.close();
  }

  test('says of the log of the first release what it says of the file', async () => {
    await load();
    const file = await verify('--store', firstRelease);
    for (const threads of ['1', '3']) {
      const { exitCode, stdout, stderr } = await verify('--store', 'env:DATABASE_URL', '--threads', threads);
      expect(stdout).toBe(file.stdout);
      expect(stderr).not.toContain('without a place');
      expect(exitCode).toBe(0);
    }
    const [one, other] = [await verified('--store', firstRelease), await verified('--store', cluster.url())];
    expect(other.types).toEqual(one.types);
    expect(other).toMatchObject({ isComplete: true, waiting: 0, events: one.events });
  });

  test('names an event that cannot be read, without its values', async () => {
    await load();
    await once(
      cluster.url(),
      `ALTER TABLE varve.events DISABLE TRIGGER ALL;
        UPDATE varve.events SET data = '{"secret":"Ada Lovelace"}' WHERE position = 0 AND stream_key = 1;
        ALTER TABLE varve.events ENABLE TRIGGER ALL`,
    );
    const { exitCode, stdout } = await verify('--store', 'env:DATABASE_URL');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/log 1 {2}ordering\.\S+, schema version \d, at position 0 of /);
    expect(stdout).not.toContain('Lovelace');
  });

  test('a role that may only read is enough; who may not write reads what is in order, and says what is not', async () => {
    await load();
    await grantPostgresRoles({ connection: cluster.url() }, { reader: 'looks' });
    await once(cluster.url(), 'CREATE ROLE ada LOGIN IN ROLE looks');
    try {
      const readOnly = `${cluster.url()}?options=-c%20default_transaction_read_only%3Don`;
      const before = await verify('--store', readOnly);
      expect(before.stderr).toMatch(/\d+ without a place in the log were not read/);
      expect(await verified('--store', readOnly)).toMatchObject({ events: 0, isComplete: true });
      const whole = await verified('--store', cluster.url().replace('postgres@', 'ada@'));
      expect(whole).toMatchObject({ waiting: 0, isComplete: true });
      expect(whole.events).toBeGreaterThan(20);
      expect(await verified('--store', readOnly)).toMatchObject({ events: whole.events, waiting: 0 });
    } finally {
      await once(cluster.url(), 'DROP OWNED BY ada, looks; DROP ROLE ada; DROP ROLE looks');
    }
  });

  test('goes on where a stopped run was', async () => {
    await (await openPostgresStore(cluster.url())).close();
    await once(
      cluster.url(),
      `INSERT INTO varve.streams (stream_name, category, stream_version, last_recorded_at)
        SELECT 'ordering.order-' || gen_random_uuid(), 'ordering.order', 100, now() FROM generate_series(1, 900);
      INSERT INTO varve.events (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
        SELECT stream_key, n, gen_random_uuid(), CASE n WHEN 99 THEN 'ordering.OrderShipped' ELSE 'ordering.OrderPaid' END, 1,
          now(), '{}', CASE n WHEN 99 THEN '{"secret":1}' ELSE '{"paidAt":"2026-03-01T09:30:00Z"}' END
        FROM varve.streams, generate_series(0, 99) n;
      INSERT INTO varve.pending (stream_key, first_position, event_count) SELECT stream_key, 0, 100 FROM varve.streams`,
    );
    const resume = join(folder, `resume-${release}.json`);
    const args = ['--store', 'env:DATABASE_URL', '--threads', '1', '--resume', resume];
    const child = start([...args, '--format', 'json']);
    const stopped = finished(child);
    const watching = setInterval(() => {
      // The second signal would end it at once.
      if (existsSync(resume) && !child.killed) child.kill('SIGINT');
    }, 5);
    const first = JSON.parse((await stopped).stdout) as Verified;
    clearInterval(watching);
    expect(first.isComplete).toBe(false);
    expect(first.events).toBeLessThan(90_000);
    const second = await verified(...args);
    const whole = await verified('--store', 'env:DATABASE_URL');
    expect(second).toMatchObject({ isComplete: true, events: 90_000 });
    expect(second.types).toEqual(whole.types);
    expect(whole.types.map(({ failed }) => failed)).toEqual([0, 900]);
  });

  test('where no tables are, it says so and makes none', async () => {
    const { exitCode, stdout, stderr } = await verify('--store', 'env:DATABASE_URL');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('its tables were never made');
    expect((await verify('--store', 'env:DATABASE_URL')).stderr).toContain('never made');
  });
});
