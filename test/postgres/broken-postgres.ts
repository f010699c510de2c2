import pg from 'pg';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import type { PostgresDriver, SqlStatement } from '../../runtime/src/stores/postgres/driver.js';
import { archiveFunction } from '../../runtime/src/stores/postgres/layout/archive-function.js';
import { appendFunction } from '../../runtime/src/stores/postgres/layout/append-function.js';
import { withTenants } from '../../runtime/src/stores/postgres/layout/function-scope.js';
import { pgDriver } from '../../runtime/src/stores/postgres/pg-driver.js';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { changed } from './changed-driver.js';

/** A store on PostgreSQL with one fault that real stores have, and the cases of the contract that must notice. */
export interface BrokenPostgres {
  readonly fault: string;
  readonly caughtBy: readonly string[];
  /** SQL that puts the fault into a sound store's schema, which is given quoted. */
  readonly sql?: (schema: string) => string;
  /** Puts the fault between the store and its connections. */
  readonly driver?: (sound: PostgresDriver) => PostgresDriver;
}

export async function openBroken(broken: BrokenPostgres, pool: pg.Pool, schema: string): Promise<FullEventStore> {
  const sound = pgDriver(pool, { prepare: false });
  const store = await openPostgresStore({ connection: broken.driver?.(sound) ?? sound, schema });
  if (broken.sql !== undefined) await pool.query(broken.sql(pg.escapeIdentifier(schema)));
  return store;
}

/** The append function with a part of its text changed. */
function changedAppend(s: string, from: string, to: string): string {
  return changedText(appendFunction(s, withTenants), from, to);
}

function changedText(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`The function has no ${from}.`);
  return text.replace(from, to);
}

const stateOf = (error: unknown): unknown => Reflect.get(Object(error), 'code');

export const brokenPostgres: readonly BrokenPostgres[] = [
  {
    fault: 'log positions are taken from a sequence when events are written',
    caughtBy: ['what was written first and committed last comes last in the log, behind every position that was shown'],
    sql: (s) => `CREATE SEQUENCE ${s}.serial;
      CREATE FUNCTION ${s}.number_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO ${s}.log_order SELECT nextval('${s.replaceAll("'", "''")}.serial'), new.stream_key, new.position;
          RETURN new;
        END $$;
      CREATE TRIGGER number_at_once AFTER INSERT ON ${s}.events FOR EACH ROW EXECUTE FUNCTION ${s}.number_at_once();
      CREATE FUNCTION ${s}.no_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
      CREATE TRIGGER no_row BEFORE INSERT ON ${s}.pending FOR EACH ROW EXECUTE FUNCTION ${s}.no_row();
      ALTER TABLE ${s}.log RENAME TO log_itself;
      CREATE VIEW ${s}.log AS SELECT log_id, layout, least_layout,
        (SELECT coalesce(max(log_position), 0) FROM ${s}.log_order) AS head FROM ${s}.log_itself`,
  },
  {
    fault: 'the log is put in order by somebody, some time, and reads do not wait for it',
    caughtBy: [
      'a read that begins after an acknowledged append includes it',
      'an event’s place can be asked for, and what lies at a place',
    ],
    driver(sound) {
      let calls = 0;
      const lazily = ({ text, parameters }: SqlStatement): SqlStatement => {
        if (!text.includes('sequence_v1')) return { text, parameters };
        calls += 1;
        const [, schema] = /FROM (.*)\.sequence_v1/.exec(text) ?? [];
        return calls % 3 === 0
          ? { text, parameters }
          : { text: `SELECT head, true FROM ${schema}.log WHERE $1::text <> ''`, parameters };
      };
      return changed(sound, (connection) => ({ run: (statement) => connection.run(lazily(statement)) }));
    },
  },
  {
    fault: 'a serialization failure is taken for a conflict',
    caughtBy: ['thirty-two writers append to one stream under any, and every event is there'],
    sql: (s) => `CREATE OR REPLACE FUNCTION ${s}.begin_write_v1(patience text) RETURNS void LANGUAGE sql AS ''`,
    driver: (sound) =>
      changed(sound, (connection) => ({
        async run(statement) {
          if (!statement.text.includes('append_v2') || statement.parameters[14] === 'true')
            return connection.run(statement);
          await connection.script('BEGIN ISOLATION LEVEL REPEATABLE READ');
          try {
            const rows = await connection.run(statement);
            await connection.script('COMMIT');
            return rows;
          } catch (error) {
            await connection.script('ROLLBACK');
            if (stateOf(error) !== '40001') throw error;
            return [['conflict', null, '0', null]];
          }
        },
      })),
  },
  {
    fault: 'a connection goes back to the pool inside the transaction of a unit that failed',
    caughtBy: ['nothing a unit wrote stands when its work throws, and the error is handed on'],
    driver: (sound) =>
      changed(sound, (connection) => ({
        async script(text) {
          if (text !== 'ROLLBACK') await connection.script(text);
        },
      })),
  },
  {
    fault: 'events whose ids are known are left out without a word (ON CONFLICT DO NOTHING)',
    caughtBy: ['an id that lies earlier in the stream is refused at its head'],
    sql: (s) =>
      changedAppend(
        s,
        'AS given (id, type, schema_version, metadata, data, place);',
        'AS given (id, type, schema_version, metadata, data, place) ON CONFLICT DO NOTHING;',
      ),
  },
  {
    fault: 'the condition is looked up beside the row, and not checked again after a wait',
    caughtBy: ['of sixteen writers with the same version one wins, the others get the actual one'],
    sql: (s) =>
      changedAppend(
        s,
        '(s.stream_version = wanted OR',
        // The nap sees to it that writers overlap, on however busy a machine.
        `((SELECT v.stream_version FROM ${s}.streams v, pg_sleep(0.05) WHERE v.stream_name = name) = wanted OR`,
      ),
  },
  {
    fault: 'a batch that begins like a stored one is completed',
    caughtBy: ['a batch that was stored in part is refused, and its tail is never appended'],
    sql: (s) =>
      changedAppend(
        s,
        'IF matched < batch THEN',
        `IF matched < batch THEN
            SELECT a.* INTO verdict, first_place, version_now, at FROM ${s}.append_v2(its_tenant, name, its_category, -1,
              ids[matched + 1:], types[matched + 1:], schema_versions[matched + 1:], metadatas[matched + 1:],
              datas[matched + 1:], '{}', '{}', '{}', NULL, false, held, patience) a;
            RETURN;`,
      ),
  },
  {
    fault: 'ids are looked for outside the archive only',
    caughtBy: ['ids of archived events are still known, in batches of any length'],
    sql: (s) => changedAppend(s, 'a WHERE a.event_id = ANY (ids)', 'a WHERE false'),
  },
  {
    fault: 'a stream is looked at without its lock before it is archived',
    caughtBy: ['a stream is archived while others write to it: what was acknowledged is there, and nothing came later'],
    // The nap sees to it that a writer comes in between, on however busy a machine.
    sql: (s) =>
      changedText(
        archiveFunction(s),
        's.stream_name = name FOR UPDATE;',
        's.stream_name = name; PERFORM pg_sleep(0.2);',
      ),
  },
  {
    fault: 'the short road of an append takes the first stream of that name, whosoever it is',
    caughtBy: ['tenants that write the same names at the same time do not get in each other’s way'],
    sql: (s) =>
      changedAppend(
        s,
        's.tenant = its_tenant AND s.stream_name = name AND s.closed_at IS NULL',
        `s.stream_key = (SELECT min(k.stream_key) FROM ${s}.streams k WHERE k.stream_name = name) AND s.closed_at IS NULL`,
      ),
  },
  {
    fault: 'an id of another tenant is refused with its place',
    caughtBy: ['an event id lies once in the log, and whoever cannot see where is told no more than that'],
    sql: (s) =>
      changedAppend(s, 's.stream_key = e.stream_key AND s.tenant = its_tenant', 's.stream_key = e.stream_key'),
  },
  {
    fault: 'a statement for documents forgets the tenant',
    caughtBy: ['revisions, epochs and snapshots of one tenant count for it alone'],
    driver: (sound) =>
      changed(sound, (connection) => ({
        run: ({ text, parameters }) =>
          connection.run({
            text: text.replace(/documents\s+WHERE tenant = \$1 AND/, "documents WHERE $1::text <> '' AND"),
            parameters,
          }),
      })),
  },
];
