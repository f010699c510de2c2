/**
 * Tables of the first layout in schema `s`, which is quoted. They are made to be read with `psql`; `events_by_log` is there
 * for people. Payloads are text, as they came: a column of type `json` would refuse text that other stores take, `jsonb`
 * would change it. Keys are compared byte by byte, whatever the database's collation.
 */
export function tables(s: string): readonly string[] {
  return [...logTables(s), ...recordTables(s), ...unitTables(s), eventsByLog(s)];
}

function logTables(s: string): readonly string[] {
  return [
    `CREATE TABLE ${s}.log (
      singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
      log_id uuid NOT NULL,
      layout integer NOT NULL,
      least_layout integer NOT NULL,
      head bigint NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    `COMMENT ON COLUMN ${s}.log.head IS 'log position of the newest event that has one'`,
    `COMMENT ON COLUMN ${s}.log.least_layout IS 'releases that know only an earlier layout must not use these tables'`,
    `CREATE TABLE ${s}.streams (
      stream_key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      stream_name text COLLATE "C" NOT NULL UNIQUE,
      category text COLLATE "C" NOT NULL,
      stream_version bigint NOT NULL,
      last_recorded_at timestamptz NOT NULL,
      closed_at timestamptz
    ) WITH (fillfactor = 80)`,
    `COMMENT ON COLUMN ${s}.streams.stream_version IS 'number of events'`,
    `CREATE INDEX streams_category ON ${s}.streams (category)`,
    `CREATE TABLE ${s}.events (
      stream_key bigint NOT NULL,
      position bigint NOT NULL,
      event_id uuid NOT NULL CONSTRAINT events_event_id UNIQUE,
      type text COLLATE "C" NOT NULL,
      schema_version bigint NOT NULL,
      recorded_at timestamptz NOT NULL,
      metadata text NOT NULL,
      data text NOT NULL,
      PRIMARY KEY (stream_key, position)
    )`,
    `COMMENT ON TABLE ${s}.events IS 'append-only; data and metadata are JSON text, exactly as written'`,
    `CREATE TABLE ${s}.pending (
      pending_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      stream_key bigint NOT NULL,
      first_position bigint NOT NULL,
      event_count bigint NOT NULL
    ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`,
    `COMMENT ON TABLE ${s}.pending IS 'batches that have no log positions yet; whoever reads the log next gives them some'`,
    `CREATE TABLE ${s}.log_order (
      log_position bigint PRIMARY KEY,
      stream_key bigint NOT NULL,
      position bigint NOT NULL,
      UNIQUE (stream_key, position)
    )`,
    `COMMENT ON TABLE ${s}.log_order IS 'the order of all events; dense, never changed'`,
  ];
}

/** What stands once and for all beside the events. */
function recordTables(s: string): readonly string[] {
  return [
    `CREATE TABLE ${s}.outcomes (
      tenant text COLLATE "C" NOT NULL,
      context text COLLATE "C" NOT NULL,
      command_id text COLLATE "C" NOT NULL,
      command_hash text COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL,
      result text NOT NULL,
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (tenant, context, command_id)
    )`,
    `CREATE TABLE ${s}.shapes (
      type text COLLATE "C" NOT NULL,
      schema_version bigint NOT NULL,
      shape_hash text COLLATE "C" NOT NULL,
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (type, schema_version)
    )`,
  ];
}

/** For people: events in the order of the log, those last that wait for their place. */
function eventsByLog(s: string): string {
  return `CREATE VIEW ${s}.events_by_log AS
      SELECT o.log_position, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id, e.data,
        e.metadata, s.closed_at IS NOT NULL AS hidden
      FROM ${s}.events e JOIN ${s}.streams s USING (stream_key) LEFT JOIN ${s}.log_order o USING (stream_key, position)
      ORDER BY o.log_position NULLS LAST, e.recorded_at, s.stream_name, e.position`;
}

/** What units of work write beside events. */
function unitTables(s: string): readonly string[] {
  return [
    `CREATE TABLE ${s}.documents (
      collection text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL,
      revision bigint NOT NULL,
      data text,
      PRIMARY KEY (collection, key)
    )`,
    `COMMENT ON COLUMN ${s}.documents.data IS 'null once deleted: the revision goes on counting'`,
    `CREATE TABLE ${s}.outbox (
      place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      message_id text COLLATE "C" NOT NULL CONSTRAINT outbox_message_id UNIQUE,
      topic text COLLATE "C" NOT NULL,
      order_key text COLLATE "C" NOT NULL,
      payload text NOT NULL
    )`,
    `CREATE TABLE ${s}.checkpoints (
      name text COLLATE "C" PRIMARY KEY,
      log_id text COLLATE "C" NOT NULL,
      log_position text COLLATE "C" NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      epoch bigint NOT NULL
    )`,
    `CREATE TABLE ${s}.snapshots (
      stream_name text COLLATE "C" NOT NULL,
      state_hash text COLLATE "C" NOT NULL,
      stream_version bigint NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      data text NOT NULL,
      PRIMARY KEY (stream_name, state_hash)
    )`,
    `CREATE TABLE ${s}.leases (
      name text COLLATE "C" PRIMARY KEY,
      owner text COLLATE "C" NOT NULL,
      epoch bigint NOT NULL,
      expires_at timestamptz NOT NULL
    )`,
    `CREATE TABLE ${s}.parked_events (
      place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      processor text COLLATE "C" NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      stream_name text COLLATE "C" NOT NULL,
      position bigint NOT NULL,
      log_position text COLLATE "C" NOT NULL,
      reason text NOT NULL,
      CONSTRAINT parked_events_event UNIQUE (processor, event_id)
    )`,
    `CREATE INDEX parked_events_stream ON ${s}.parked_events (processor, stream_name, place)`,
  ];
}

/** The tables that every store has, those of later layouts included. */
export const tableNames = [
  'log',
  'streams',
  'events',
  'archived_events',
  'pending',
  'log_order',
  'outcomes',
  'shapes',
  'documents',
  'outbox',
  'checkpoints',
  'snapshots',
  'leases',
  'parked_events',
  'schema_history',
  'views',
] as const;

/** Names that a store may take in its schema. */
export const takenNames: readonly string[] = [...tableNames, 'event_places', 'event_ids'];

/** Triggers that keep history from being changed by accident. They cost an append nothing: none fires on what it does. */
export function guards(s: string): readonly string[] {
  const refuse = (name: string, event: string, table: string, more = ''): string =>
    refuseChange(s, { name, event, table, more });
  return [
    `CREATE FUNCTION ${s}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        RAISE EXCEPTION '% is refused on %: what was stored stays as it is', TG_OP, TG_TABLE_NAME USING ERRCODE = 'VR900';
      END $body$`,
    ...frozen(s, 'events'),
    ...frozen(s, 'log_order'),
    refuse('streams_stay', 'DELETE', 'streams', 'FOR EACH ROW'),
    refuse('streams_are_not_emptied', 'TRUNCATE', 'streams', 'FOR EACH STATEMENT'),
    refuse('streams_keep_their_names', 'UPDATE OF stream_key, stream_name, category', 'streams', 'FOR EACH ROW'),
    refuse('streams_stay_closed', 'UPDATE', 'streams', 'FOR EACH ROW WHEN (old.closed_at IS NOT NULL)'),
    refuse('streams_only_grow', 'UPDATE', 'streams', 'FOR EACH ROW WHEN (new.stream_version < old.stream_version)'),
    refuse(
      'the_log_only_grows',
      'UPDATE',
      'log',
      'FOR EACH ROW WHEN (new.head < old.head OR new.log_id <> old.log_id)',
    ),
    refuse('the_log_stays', 'DELETE OR TRUNCATE', 'log', 'FOR EACH STATEMENT'),
  ];
}

interface RefusedChange {
  readonly name: string;
  readonly event: string;
  readonly table: string;
  readonly more: string;
}

function refuseChange(s: string, { name, event, table, more }: RefusedChange): string {
  return `CREATE TRIGGER ${name} BEFORE ${event} ON ${s}.${table} ${more} EXECUTE FUNCTION ${s}.refuse_change()`;
}

/** Triggers of a table whose rows stay as they are. */
export function frozen(s: string, table: string): readonly string[] {
  const changed = { name: `${table}_are_append_only`, event: 'UPDATE OR DELETE', table, more: 'FOR EACH ROW' };
  const emptied = { name: `${table}_are_not_emptied`, event: 'TRUNCATE', table, more: 'FOR EACH STATEMENT' };
  return [refuseChange(s, changed), refuseChange(s, emptied)];
}
