import { appendFunction } from './append-function.js';
import { closeStream } from './close-function.js';
import { withTenants } from './function-scope.js';
import { acquireLease } from './lease-function.js';
import { admitTenants } from './admit-function.js';
import { unfenced } from './unfenced-function.js';
import { fencedTables, policiesOf } from './row-security.js';

const keyed = ['documents', 'outbox', 'checkpoints', 'snapshots', 'leases', 'parked_events'] as const;

/**
 * The second layout: rows say whose they are. Columns are added, and functions put beside the earlier ones, which go on
 * meaning rows of nobody. Keys begin with the tenant only once one is admitted, so that processes of the release before,
 * some of whose statements name the keys they know, work on until then.
 */
export function tenancy(s: string): readonly string[] {
  const column = (name: string): string => `ADD COLUMN ${name} text COLLATE "C" NOT NULL DEFAULT ''`;
  return [
    `ALTER TABLE ${s}.log ADD COLUMN tenants boolean NOT NULL DEFAULT false`,
    `ALTER TABLE ${s}.log ADD COLUMN partitions integer NOT NULL DEFAULT 0`,
    `COMMENT ON COLUMN ${s}.log.tenants IS 'whether keys begin with the tenant'`,
    ...['streams', 'events', ...keyed].map((table) => `ALTER TABLE ${s}.${table} ${column('tenant')}`),
    `COMMENT ON COLUMN ${s}.streams.tenant IS 'whose it is; empty for nobody’s'`,
    `ALTER TABLE ${s}.parked_events ${column('stream_tenant')}`,
    `DROP TRIGGER streams_keep_their_names ON ${s}.streams`,
    `CREATE TRIGGER streams_keep_their_names BEFORE UPDATE OF stream_key, tenant, stream_name, category ON ${s}.streams
      FOR EACH ROW EXECUTE FUNCTION ${s}.refuse_change()`,
    ...eventPlaces(s, 'events'),
    eventsByLog(s),
    ...definers(s),
    appendFunction(s, withTenants),
    closeStream(s, withTenants),
    acquireLease(s, withTenants),
    ...formerFunctions(s),
    admitTenants(s),
    ...fencedTables.filter((table) => table !== 'archived_events').flatMap((table) => policiesOf(s, table)),
  ];
}

/** Where the id of an event lies. Whoever may append has to look, also under roles that were made before it. */
export function eventPlaces(s: string, table: string): readonly string[] {
  return [
    `CREATE VIEW ${s}.event_places AS SELECT event_id, stream_key, position FROM ${s}.${table}`,
    `GRANT SELECT ON ${s}.event_places TO PUBLIC`,
  ];
}

/** As in the first layout, and whose each event is. */
function eventsByLog(s: string): string {
  return `CREATE OR REPLACE VIEW ${s}.events_by_log AS
      SELECT o.log_position, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id, e.data,
        e.metadata, s.closed_at IS NOT NULL AS hidden, e.tenant
      FROM ${s}.events e JOIN ${s}.streams s USING (stream_key) LEFT JOIN ${s}.log_order o USING (stream_key, position)
      ORDER BY o.log_position NULLS LAST, e.recorded_at, s.stream_name, e.position`;
}

/**
 * The two things that a tenant may ask of what it must not see: whether an id is taken, and which one lies at a place. The
 * setting is looked at by the policies, and counts for the owner of the tables alone.
 */
function definers(s: string): readonly string[] {
  return [
    unfenced(
      s,
      'known_id_v1(ids uuid[], OUT event_id uuid)',
      `SELECT e.event_id INTO known_id_v1.event_id FROM ${s}.event_places e WHERE e.event_id = ANY (ids) LIMIT 1`,
    ),
    unfenced(
      s,
      'event_at_v1(place bigint, OUT event_id uuid)',
      `SELECT e.event_id INTO event_at_v1.event_id FROM ${s}.log_order o
        JOIN ${s}.events e ON e.stream_key = o.stream_key AND e.position = o.position WHERE o.log_position = place`,
    ),
  ];
}

/** Functions of the first layout keep what they mean: they write for nobody. */
function formerFunctions(s: string): readonly string[] {
  return [
    `CREATE OR REPLACE FUNCTION ${s}.append_v1(
      name text, its_category text, wanted bigint,
      ids uuid[], types text[], schema_versions bigint[], metadatas text[], datas text[],
      shape_types text[], shape_versions bigint[], shape_hashes text[],
      outcome text[], careful boolean, held boolean, patience text,
      OUT verdict text, OUT first_place bigint, OUT version_now bigint, OUT at text)
    LANGUAGE sql AS $body$
      SELECT * FROM ${s}.append_v2('', name, its_category, wanted, ids, types, schema_versions, metadatas, datas,
        shape_types, shape_versions, shape_hashes, outcome, careful, held, patience) $body$`,
    `CREATE OR REPLACE FUNCTION ${s}.close_stream_v1(
      name text, its_category text, wanted bigint, patience text,
      OUT verdict text, OUT version_now bigint, OUT at text)
    LANGUAGE sql AS $body$
      SELECT * FROM ${s}.close_stream_v2('', name, its_category, wanted, patience) $body$`,
    `CREATE OR REPLACE FUNCTION ${s}.acquire_lease_v1(
      wanted text, its_owner text, milliseconds double precision, patience text,
      OUT acquired boolean, OUT owner text, OUT epoch bigint, OUT expires_at text)
    LANGUAGE sql AS $body$
      SELECT * FROM ${s}.acquire_lease_v2('', wanted, its_owner, milliseconds, patience) $body$`,
  ];
}
