import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, rowSecuritySql } from '../../../runtime/src/stores/postgres/index.js';
import {
  examinePostgresStore,
  migratePostgres,
  postgresCodes,
  type PostgresExaminationOptions,
} from '../../../runtime/src/stores/postgres/operations/index.js';
import { currentLayout } from '../../../runtime/src/stores/postgres/layout/migrations.js';
import { createSamples } from '../../../runtime/src/testing/contract/samples.js';
import { type Cluster, startCluster } from '../../support/postgres/cluster.js';
import { once } from '../../support/postgres/database.js';
import { pgbouncerVersion, startPgbouncer } from '../../support/postgres/pgbouncer.js';

const samples = createSamples();

describe.each(['13', '18'] as const)('the doctor, on PostgreSQL %s', (release) => {
  let cluster: Cluster;
  beforeAll(async () => {
    // Nothing that is healthy on a machine that matters is switched off here.
    cluster = await startCluster(release, { fsync: 'on' });
  });
  afterAll(() => cluster.stop());

  const sql = (text: string): Promise<void> => once(cluster.url(), text);
  beforeEach(async () => {
    await sql('DROP SCHEMA IF EXISTS varve CASCADE');
    await migratePostgres({ connection: cluster.url() });
  });
  const examine = (options: Partial<PostgresExaminationOptions> = {}) =>
    examinePostgresStore({ connection: cluster.url(), ...options });
  const found = async (options: Partial<PostgresExaminationOptions> = {}): Promise<readonly string[]> =>
    (await examine(options)).findings.map(({ code, found: text }) => `${code}: ${text}`);
  const codes = async (options: Partial<PostgresExaminationOptions> = {}): Promise<readonly string[]> =>
    (await examine(options)).findings.map(({ code }) => code);
  const as = (user: string, options = ''): string => cluster.url().replace('postgres@', `${user}@`) + options;

  async function session(...statements: readonly string[]): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: cluster.url(), application_name: 'somebody' });
    await client.connect();
    onTestFinished(() => client.end());
    for (const statement of statements) await client.query(statement);
    return client;
  }

  test('finds nothing where nothing is wrong, and has looked for everything', async () => {
    const store = await openPostgresStore(cluster.url());
    await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(3) });
    await store.readLog();
    await store.close();
    const { findings, skipped, checked, facts } = await examine();
    expect({ findings, skipped }).toEqual({ findings: [], skipped: [] });
    expect(checked).toEqual(postgresCodes);
    expect(new Set(checked).size).toBe(checked.length);
    expect(facts).toMatchObject({
      server: expect.stringContaining(`PostgreSQL ${release}.`),
      layout: String(currentLayout),
    });
  });

  test('writes nothing: a session that may not can ask', async () => {
    const connection = `${cluster.url()}?options=-c%20default_transaction_read_only%3Don`;
    expect(await codes({ connection })).toEqual(['postgres/read-only']);
  });

  describe('tables', () => {
    test.each<[string, string]>([
      ['DROP SCHEMA varve CASCADE', 'postgres/layout-missing'],
      ['UPDATE varve.log SET layout = 1', 'postgres/layout-older'],
      ['UPDATE varve.log SET layout = 99, least_layout = 99', 'postgres/layout-newer'],
    ])('%s', async (change, code) => {
      await sql(change);
      const { findings, skipped } = await examine();
      expect(findings.map((finding) => finding.code)).toEqual([code]);
      expect(skipped).toEqual(['The tables were not looked at, as they are not of this release.']);
    });

    test.each<[string, RegExp]>([
      ['DROP TRIGGER events_are_append_only ON varve.events', /trigger events_are_append_only on events is missing/],
      ['ALTER TABLE varve.events DISABLE TRIGGER ALL', /trigger events_are_append_only on events is .* DISABLED, and/],
      [
        'ALTER TABLE varve.snapshots ALTER stream_version TYPE integer',
        /column stream_version integer NOT NULL should be stream_version bigint/,
      ],
      ['ALTER TABLE varve.events ADD note text', /table events has a column of somebody else: note text/],
      ['ALTER TABLE varve.outcomes DROP result', /table outcomes lacks column result/],
      ['ALTER TABLE varve.events ALTER data DROP NOT NULL', /column data text should be data text NOT NULL/],
      [
        'ALTER TABLE varve.documents ALTER key TYPE text COLLATE "default"',
        /key text NOT NULL should be key text COLLATE/,
      ],
      ['ALTER TABLE varve.events DROP CONSTRAINT events_event_id', /constraint events_event_id on events is missing/],
      [
        'ALTER TABLE varve.events ADD CHECK (position < 9)',
        /constraint events_position_check on events is no part of it/,
      ],
      ['DROP INDEX varve.streams_category', /index streams_category on streams is missing/],
      [
        'CREATE OR REPLACE FUNCTION varve.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$',
        /function refuse_change has been changed/,
      ],
      ['ALTER FUNCTION varve.sequence_v1 SECURITY INVOKER', /function sequence_v1 has been changed/],
      ['DROP FUNCTION varve.append_v1', /function append_v1 is missing/],
      ['DROP VIEW varve.events_by_log', /view events_by_log is missing/],
      [
        `CREATE TRIGGER mine AFTER INSERT ON varve.events FOR EACH ROW EXECUTE FUNCTION varve.refuse_change()`,
        /trigger mine on events is no part of it/,
      ],
    ])('drift: %s', async (change, message) => {
      await sql(change);
      const all = await found();
      expect(all.filter((text) => !text.startsWith('postgres/schema-drift'))).toEqual([]);
      expect(
        all.some((text) => message.test(text)),
        all.join('\n'),
      ).toBe(true);
    });

    test('a view of JSON may be missing, and may not be another', async () => {
      expect(await found()).toEqual([]);
      await migratePostgres({ connection: cluster.url(), jsonbView: true });
      expect(await found()).toEqual([]);
      await sql(
        'CREATE OR REPLACE FUNCTION varve.jsonb_or_null(given text) RETURNS jsonb LANGUAGE sql AS $$ SELECT NULL::jsonb $$',
      );
      expect(await found()).toEqual([expect.stringMatching(/function jsonb_or_null has been changed/)]);
    });

    test('what people add beside ours is no drift', async () => {
      await sql(`CREATE TABLE varve.mine (a integer); CREATE INDEX mine_too ON varve.events (type);
        CREATE FUNCTION varve.help() RETURNS integer LANGUAGE sql AS 'SELECT 1'`);
      expect(await found()).toEqual([]);
    });

    test.each<[string, RegExp]>([
      ['ALTER TABLE varve.outbox SET UNLOGGED', /^postgres\/unlogged-table: Table outbox/],
      ['ALTER TABLE varve.pending SET (autovacuum_enabled = false)', /^postgres\/autovacuum-off: .*table pending/],
      [
        'ALTER SEQUENCE varve.pending_pending_id_seq CACHE 20',
        /^postgres\/sequence-cache: .*pending_pending_id_seq .* 20/,
      ],
    ])('%s', async (change, message) => {
      await sql(change);
      expect(await found()).toEqual([expect.stringMatching(message)]);
    });

    test('many batches without a place in the log', async () => {
      const store = await openPostgresStore(cluster.url());
      for (let index = 0; index < 3; index += 1) {
        await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
      }
      await store.close();
      expect(await codes({ mostPending: 3 })).toEqual([]);
      expect(await codes({ mostPending: 2 })).toEqual(['postgres/pending-long']);
    });
  });

  describe('who else is at work', () => {
    test('a prepared transaction that nobody ends', async () => {
      await session('BEGIN', `PREPARE TRANSACTION 'left behind'`);
      try {
        expect(await codes()).toEqual([]);
        expect(await found({ longTransaction: 0 })).toEqual([
          expect.stringMatching(/^postgres\/prepared-transaction: .* 0 minutes ago as "left behind"/),
        ]);
      } finally {
        await sql(`ROLLBACK PREPARED 'left behind'`);
      }
    });

    test('a transaction that stays open', async () => {
      const holder = await session('BEGIN', 'SELECT 1');
      expect(await codes()).toEqual([]);
      expect(await found({ longTransaction: 0 })).toEqual([
        expect.stringMatching(/^postgres\/long-transaction: Session \d+ \(somebody, idle in transaction\)/),
      ]);
      await holder.query('ROLLBACK');
      expect(await codes({ longTransaction: 0 })).toEqual([]);
    });
  });

  describe('who asks', () => {
    const user = 'ada';
    beforeEach(async () => {
      await sql(`CREATE ROLE ${user} LOGIN; GRANT pg_read_all_stats TO ${user}`);
      onTestFinished(() => sql(`REASSIGN OWNED BY ${user} TO postgres; DROP OWNED BY ${user}; DROP ROLE ${user}`));
    });

    test('one who may not read the tables', async () => {
      expect(await found({ connection: as(user) })).toEqual([
        expect.stringMatching(/^postgres\/no-access: ada may not read the tables/),
      ]);
    });

    test('one who does not see what others do is told what was not looked at', async () => {
      await sql(`REVOKE pg_read_all_stats FROM ${user}; GRANT USAGE ON SCHEMA varve TO ${user};
        GRANT SELECT ON ALL TABLES IN SCHEMA varve TO ${user}`);
      const { findings, skipped } = await examine({ connection: as(user) });
      expect(findings).toEqual([]);
      expect(skipped).toEqual([expect.stringContaining('GRANT pg_read_all_stats')]);
    });

    test.each<[string, string, readonly string[]]>([
      ['a superuser', 'SELECT 1', ['postgres']],
      ['BYPASSRLS', `ALTER ROLE ${user} BYPASSRLS; GRANT USAGE ON SCHEMA varve TO ${user}`, [user]],
      ['the owner', `ALTER TABLE varve.events OWNER TO ${user}`, [user]],
    ])('%s does not meet row-level security', async (_what, change, [name = '']) => {
      await sql(`GRANT USAGE ON SCHEMA varve TO ${user}; GRANT SELECT ON ALL TABLES IN SCHEMA varve TO ${user};
        ${change}`);
      expect(await codes({ connection: as(name) })).toEqual([]);
      await sql(rowSecuritySql({ schema: 'varve', allRows: [] }));
      await sql('ALTER TABLE varve.events NO FORCE ROW LEVEL SECURITY');
      const all = await found({ connection: as(name) });
      expect(all).toHaveLength(2);
      expect(all).toContain(
        'postgres/schema-drift: row security on events is not for the owner, and should be forced.',
      );
      expect(all.join('\n')).toMatch(new RegExp(`^postgres/row-security-bypassed: .*and ${name} does not`, 'm'));
    });

    test('who owns nothing meets it, and so does an owner who is held to it', async () => {
      await sql(`GRANT USAGE ON SCHEMA varve TO ${user}; GRANT SELECT ON ALL TABLES IN SCHEMA varve TO ${user}`);
      await sql(rowSecuritySql({ schema: 'varve', allRows: [] }));
      expect(await codes({ connection: as(user) })).toEqual([]);
      await sql(`ALTER TABLE varve.events OWNER TO ${user}`);
      expect(await codes({ connection: as(user) })).toEqual([]);
    });

    test('synchronous_commit that is off for a role or a database', async () => {
      await sql(
        `ALTER ROLE ${user} SET synchronous_commit = off; ALTER DATABASE postgres SET synchronous_commit = off`,
      );
      onTestFinished(() => sql('ALTER DATABASE postgres RESET synchronous_commit'));
      const [text = '', ...others] = await found();
      expect(others).toEqual([]);
      expect(text).toMatch(
        /^postgres\/synchronous-commit-off: .*in this session.*for role ada\..*everybody in database postgres/,
      );
    });

    test('sessions whose triggers are off', async () => {
      const connection = `${cluster.url()}?options=-c%20session_replication_role%3Dreplica`;
      expect(await codes({ connection })).toEqual(['postgres/triggers-off']);
    });
  });

  test('a database that cannot hold every text', async () => {
    await sql(`CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0`);
    expect(await codes({ connection: cluster.url('latin') })).toEqual(['postgres/layout-missing', 'postgres/encoding']);
  });

  test('clocks that differ', async () => {
    expect(await codes({ now: () => Date.now() + 60_000 })).toEqual(['postgres/clock-skew']);
    expect(await found({ now: () => Date.now() - 60_000 })).toEqual([expect.stringMatching(/differ by (59|60|61) s/)]);
  });

  describe.runIf(pgbouncerVersion !== undefined)('through PgBouncer', () => {
    test.each<['session' | 'transaction' | 'statement', number, readonly string[]]>([
      ['session', 4, []],
      ['transaction', 4, ['postgres/pooler-transaction-mode']],
      ['transaction', 1, ['postgres/pooler-transaction-mode']],
      ['statement', 4, ['postgres/pooler-statement-mode']],
    ])('in %s mode with %i sessions', async (mode, sessions, expected) => {
      const pgbouncer = await startPgbouncer(cluster.url(), sessions, { mode });
      try {
        expect(await codes({ connection: pgbouncer.url(cluster.url()) })).toEqual(expected);
      } finally {
        await pgbouncer.stop();
      }
    });
  });
});

/** Servers are made, and started again: on a busy machine that takes its time. */
const timeout = 300_000;

test.each(['13', '18'] as const)(
  'a server that loses what it was told, on PostgreSQL %s',
  { timeout },
  async (release) => {
    const off = ['full_page_writes', 'synchronous_commit', 'autovacuum', 'track_counts'];
    const cluster = await startCluster(release, {
      fsync: 'off',
      ...Object.fromEntries(off.map((name) => [name, 'off'])),
    });
    try {
      await migratePostgres({ connection: cluster.url() });
      const { findings } = await examinePostgresStore({ connection: cluster.url() });
      expect(findings.map(({ code }) => code)).toEqual([
        'postgres/fsync-off',
        'postgres/full-page-writes-off',
        'postgres/synchronous-commit-off',
        'postgres/autovacuum-off',
        'postgres/autovacuum-off',
      ]);
      await cluster.becomeReplica();
      const replica = await examinePostgresStore({ connection: cluster.url() });
      expect(replica.findings.map(({ code }) => code)).toContain('postgres/replica');
      // What would have to be written cannot be, and is not tried.
      expect(replica.skipped).toEqual([]);
    } finally {
      await cluster.stop();
    }
  },
);

test('a server that is too old, a real one', { timeout }, async () => {
  const cluster = await startCluster('12');
  onTestFinished(() => cluster.stop());
  const examined = await examinePostgresStore({ connection: cluster.url() });
  expect(examined.findings).toContainEqual(
    expect.objectContaining({ code: 'postgres/server-unsupported', found: 'The server is PostgreSQL 12.' }),
  );
  const refused = { code: 'store-unavailable', message: expect.stringContaining('it needs PostgreSQL 13 or later') };
  await expect(openPostgresStore(cluster.url())).rejects.toMatchObject(refused);
  await expect(migratePostgres({ connection: cluster.url() })).rejects.toMatchObject(refused);
});
