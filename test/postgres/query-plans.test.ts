import { beforeAll, describe, expect, test } from 'vitest';
import type { StreamName } from '../../runtime/src/message/identifiers.js';
import type { SqlStatement } from '../../runtime/src/stores/postgres/driver.js';
import { selectEventId, selectLog, selectPlace, selectStream } from '../../runtime/src/stores/postgres/event-reads.js';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { stream } from '../faults/children/program.js';
import { testDatabase } from '../support/postgres/database.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

const long: StreamName = stream('bulk-1');
const cold: StreamName = stream('cold-1');

const limited = { types: undefined, categories: undefined, hotOnly: false };

const statements: Readonly<Record<string, (s: string) => SqlStatement>> = {
  'a page from the middle of a long stream': (s) =>
    selectStream(
      { schema: s, tenant: '' },
      { streamName: long, from: 9_000, backwards: false, limit: 50, hotOnly: false },
    ),
  'the end of a long stream': (s) =>
    selectStream(
      { schema: s, tenant: '' },
      { streamName: long, from: undefined, backwards: true, limit: 50, hotOnly: false },
    ),
  'a page backwards': (s) =>
    selectStream(
      { schema: s, tenant: '' },
      { streamName: long, from: 500, backwards: true, limit: 50, hotOnly: false },
    ),
  'a page from the archive': (s) =>
    selectStream(
      { schema: s, tenant: '' },
      { streamName: cold, from: 5_000, backwards: false, limit: 50, hotOnly: false },
    ),
  'a page that begins in the archive, without it': (s) =>
    selectStream(
      { schema: s, tenant: '' },
      { streamName: cold, from: 5_000, backwards: false, limit: 50, hotOnly: true },
    ),
  'a page backwards across the border of the archive': (s) =>
    selectStream(
      { schema: s, tenant: '' },
      { streamName: cold, from: undefined, backwards: true, limit: 50, hotOnly: false },
    ),
  'a page of the log that lies in the archive': (s) =>
    selectLog({ schema: s, tenant: '' }, { after: 35_000, limit: 50, ...limited }),
  'the same page without the archive': (s) =>
    selectLog({ schema: s, tenant: '' }, { after: 35_000, limit: 50, ...limited, hotOnly: true }),
  'the place of an archived event': (s) => selectPlace({ schema: s, tenant: '' }, cold, 700),
  'the archived event at a place': (s) => selectEventId({ schema: s, tenant: '' }, 35_000),
  'a stream that is not there': (s) =>
    selectStream(
      { schema: s, tenant: '' },
      { streamName: stream('bulk-none'), from: 0, backwards: false, limit: 50, hotOnly: false },
    ),
  'a page of the log': (s) => selectLog({ schema: s, tenant: '' }, { after: 20_000, limit: 50, ...limited }),
  'a filtered page of the log': (s) =>
    selectLog(
      { schema: s, tenant: '' },
      { after: 100, limit: 50, types: '{bulk.Made}', categories: '{bulk}', hotOnly: false },
    ),
  'the end of the log': (s) => selectLog({ schema: s, tenant: '' }, { after: 30_000, limit: 50, ...limited }),
  'the place of an event': (s) => selectPlace({ schema: s, tenant: '' }, long, 700),
  'the event at a place': (s) => selectEventId({ schema: s, tenant: '' }, 4_711),
  'a tenant’s page of the log': (s) =>
    selectLog({ schema: s, tenant: 'acme' }, { after: 20_000, limit: 50, ...limited }),
  'a tenant’s stream': (s) =>
    selectStream(
      { schema: s, tenant: 'acme' },
      { streamName: long, from: 0, backwards: false, limit: 50, hotOnly: false },
    ),
};

describe.each([
  ['13', undefined],
  ['18', undefined],
  ['13', 4],
  ['18', 4],
] as const)('what reads touch, on PostgreSQL %s, parts: %s', (release, partitions) => {
  const database = testDatabase(release);

  beforeAll(async () => {
    const store = await openPostgresStore({ connection: database.url(), ...(partitions && { partitions }) });
    const s = 'varve';
    // One long stream among very many short ones.
    await database.sql(
      `WITH made AS (
        INSERT INTO ${s}.streams (stream_name, category, stream_version, last_recorded_at)
        SELECT 'bulk-' || i, 'bulk', CASE i WHEN 1 THEN 10000 ELSE 1 END, now() FROM generate_series(1, 20000) i
        RETURNING stream_key, stream_version
      ), stored AS (
        INSERT INTO ${s}.events (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
        SELECT stream_key, n, gen_random_uuid(), 'bulk.Made', 1, now(), '{}', '{}'
        FROM made, generate_series(0, stream_version - 1) n RETURNING 1
      ) INSERT INTO ${s}.pending (stream_key, first_position, event_count) SELECT stream_key, 0, stream_version FROM made`,
    );
    await store.head();
    // One stream that lies in the archive for the most part, among very many that do wholly.
    await database.sql(
      `WITH made AS (
        INSERT INTO ${s}.streams (stream_name, category, stream_version, last_recorded_at, closed_at, archived_at, archived_before)
        SELECT 'cold-' || i, 'cold', CASE i WHEN 1 THEN 10000 ELSE 1 END, now(), CASE WHEN i > 1 THEN now() END,
          CASE WHEN i > 1 THEN now() END, CASE i WHEN 1 THEN 9990 ELSE 1 END FROM generate_series(1, 10000) i
        RETURNING stream_key, stream_version, archived_before
      ), archived AS (
        INSERT INTO ${s}.archived_events (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
        SELECT stream_key, n, gen_random_uuid(), 'cold.Made', 1, now(), '{}', '{}'
        FROM made, generate_series(0, archived_before - 1) n RETURNING 1
      ), stored AS (
        INSERT INTO ${s}.events (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
        SELECT stream_key, n, gen_random_uuid(), 'cold.Made', 1, now(), '{}', '{}'
        FROM made, generate_series(archived_before, stream_version - 1) n RETURNING 1
      ) INSERT INTO ${s}.pending (stream_key, first_position, event_count) SELECT stream_key, 0, stream_version FROM made`,
    );
    await store.head();
    await store.close();
  });

  // Before anything is known of the tables, and afterwards.
  describe.each([false, true])('analysed: %s', (analysed) => {
    beforeAll(async () => {
      if (analysed) await database.sql('ANALYZE');
    });

    test.each(Object.entries(statements))('%s reads no more than that', async (_, statementFor) => {
      const { text, parameters } = statementFor('varve');
      const [row] = await database.sql<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        parameters,
      );
      const plan = row?.['QUERY PLAN'][0].Plan;
      expect(plan).toBeDefined();
      const nodes = plan === undefined ? [] : nodesOf(plan);
      const scans = nodes.filter((node) =>
        /^(events|archived_events|events_part_\d+|log_order|streams)$/.test(node['Relation Name'] ?? ''),
      );
      for (const node of scans) {
        expect(node['Node Type']).not.toBe('Seq Scan');
        const touched = node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0));
        expect(touched, `${node['Node Type']} on ${node['Relation Name']}`).toBeLessThanOrEqual(60);
      }
    });
  });
});

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
