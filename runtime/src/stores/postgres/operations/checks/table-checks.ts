import { compareSchemas } from '../compare-schemas.js';
import { describeSchema } from '../describe-schema.js';
import { expectedSchema } from '../expected-schema.js';
import { textArray } from '../../array-literal.js';
import { tableNames } from '../../layout/tables.js';
import { type Check, error, type Patient, warning } from './check.js';

const drift: Check = {
  codes: ['postgres/schema-drift'],
  ofTables: true,
  async run(patient) {
    return compareSchemas(await describeSchema(patient), expectedSchema).map((found) =>
      error('postgres/schema-drift', {
        found,
        advice:
          'Somebody has changed what varve migrate made. Change it back; varve migrate --dry-run on an empty schema prints what it was.',
      }),
    );
  },
};

/** Names of our tables of which `condition` holds, `c` being their row in `pg_class`. */
async function tablesWith({ ask, schemaName }: Patient, condition: string): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = ANY ($2::text[]) AND c.relkind IN ('r', 'p') AND ${condition} ORDER BY 1`,
    [schemaName, textArray(tableNames)],
  );
  return rows.map(([name]) => name ?? '');
}

const unlogged: Check = {
  codes: ['postgres/unlogged-table'],
  ofTables: true,
  async run(patient) {
    const names = await tablesWith(patient, `c.relpersistence = 'u'`);
    return names.map((name) =>
      error('postgres/unlogged-table', {
        found: `Table ${name} is unlogged: a crash of the server empties it.`,
        advice: `ALTER TABLE ${patient.schema}.${name} SET LOGGED;`,
      }),
    );
  },
};

const autovacuum: Check = {
  codes: ['postgres/autovacuum-off'],
  ofTables: true,
  async run(patient) {
    const advice = 'Tables to which rows come and go, pending above all, grow without it, and reads become slow.';
    const off = ['autovacuum', 'track_counts'].filter((name) => patient.setting(name) !== 'on');
    const names = await tablesWith(patient, `'autovacuum_enabled=false' = ANY (c.reloptions)`);
    return [
      ...off.map((name) =>
        warning('postgres/autovacuum-off', {
          found: `${name} is off on this server.`,
          advice: `ALTER SYSTEM SET ${name} = on; SELECT pg_reload_conf(); ${advice}`,
        }),
      ),
      ...names.map((name) =>
        warning('postgres/autovacuum-off', {
          found: `autovacuum is off for table ${name}.`,
          advice: `ALTER TABLE ${patient.schema}.${name} RESET (autovacuum_enabled); ${advice}`,
        }),
      ),
    ];
  },
};

const sequences: Check = {
  codes: ['postgres/sequence-cache'],
  ofTables: true,
  async run({ ask, schema, schemaName }) {
    const rows = await ask(
      `SELECT c.relname, s.seqcache FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND s.seqcache > 1 ORDER BY 1`,
      [schemaName],
    );
    return rows.map(([name, cache]) =>
      error('postgres/sequence-cache', {
        found: `Sequence ${name ?? ''} hands out ${cache ?? ''} numbers at a time to each session: batches of one stream can be put in order the wrong way round.`,
        advice: `ALTER SEQUENCE ${schema}.${name ?? ''} CACHE 1;`,
      }),
    );
  },
};

const triggers: Check = {
  codes: ['postgres/triggers-off'],
  async run({ setting }) {
    if (setting('session_replication_role') !== 'replica') return [];
    return [
      error('postgres/triggers-off', {
        found: 'session_replication_role is replica for this user: nothing keeps what was stored from being changed.',
        advice: 'ALTER ROLE … RESET session_replication_role; or look at the options of the connection.',
      }),
    ];
  },
};

const rowSecurity: Check = {
  codes: ['postgres/row-security-bypassed'],
  ofTables: true,
  async run(patient) {
    const { ask } = patient;
    const [[user, isSuper, bypasses] = []] = await ask(
      'SELECT quote_ident(rolname), rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
    );
    const everywhere = isSuper === 't' || bypasses === 't';
    const names = await tablesWith(
      patient,
      everywhere
        ? 'c.relrowsecurity'
        : `c.relrowsecurity AND NOT c.relforcerowsecurity AND pg_has_role(c.relowner, 'USAGE')`,
    );
    if (names.length === 0) return [];
    const why = isSuper === 't' ? 'is a superuser' : bypasses === 't' ? 'has BYPASSRLS' : 'owns the tables';
    return [
      error('postgres/row-security-bypassed', {
        found: `Row-level security is on for ${names.join(', ')}, and ${user ?? ''} does not meet it: it ${why}.`,
        advice:
          'Let programs connect as a role that owns nothing, see varve roles; ALTER TABLE … FORCE ROW LEVEL SECURITY holds owners to it.',
      }),
    ];
  },
};

export const tableChecks: readonly Check[] = [drift, unlogged, autovacuum, sequences, triggers, rowSecurity];
