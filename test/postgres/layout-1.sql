-- Layout 1 of the PostgreSQL store as the release before layout 2 made it, with what it might have written. Never changed.
CREATE SCHEMA "varve";
CREATE TABLE "varve".log (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  log_id uuid NOT NULL,
  layout integer NOT NULL,
  least_layout integer NOT NULL,
  head bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON COLUMN "varve".log.head IS 'log position of the newest event that has one';
COMMENT ON COLUMN "varve".log.least_layout IS 'releases that know only an earlier layout must not use these tables';
CREATE TABLE "varve".streams (
  stream_key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream_name text COLLATE "C" NOT NULL UNIQUE,
  category text COLLATE "C" NOT NULL,
  stream_version bigint NOT NULL,
  last_recorded_at timestamptz NOT NULL,
  closed_at timestamptz
) WITH (fillfactor = 80);
COMMENT ON COLUMN "varve".streams.stream_version IS 'number of events';
CREATE INDEX streams_category ON "varve".streams (category);
CREATE TABLE "varve".events (
  stream_key bigint NOT NULL,
  position bigint NOT NULL,
  event_id uuid NOT NULL CONSTRAINT events_event_id UNIQUE,
  type text COLLATE "C" NOT NULL,
  schema_version bigint NOT NULL,
  recorded_at timestamptz NOT NULL,
  metadata text NOT NULL,
  data text NOT NULL,
  PRIMARY KEY (stream_key, position)
);
COMMENT ON TABLE "varve".events IS 'append-only; data and metadata are JSON text, exactly as written';
CREATE TABLE "varve".pending (
  pending_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream_key bigint NOT NULL,
  first_position bigint NOT NULL,
  event_count bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
COMMENT ON TABLE "varve".pending IS 'batches that have no log positions yet; whoever reads the log next gives them some';
CREATE TABLE "varve".log_order (
  log_position bigint PRIMARY KEY,
  stream_key bigint NOT NULL,
  position bigint NOT NULL,
  UNIQUE (stream_key, position)
);
COMMENT ON TABLE "varve".log_order IS 'the order of all events; dense, never changed';
CREATE TABLE "varve".outcomes (
  tenant text COLLATE "C" NOT NULL,
  context text COLLATE "C" NOT NULL,
  command_id text COLLATE "C" NOT NULL,
  command_hash text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  result text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, context, command_id)
);
CREATE TABLE "varve".shapes (
  type text COLLATE "C" NOT NULL,
  schema_version bigint NOT NULL,
  shape_hash text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (type, schema_version)
);
CREATE TABLE "varve".documents (
  collection text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  data text,
  PRIMARY KEY (collection, key)
);
COMMENT ON COLUMN "varve".documents.data IS 'null once deleted: the revision goes on counting';
CREATE TABLE "varve".outbox (
  place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id text COLLATE "C" NOT NULL CONSTRAINT outbox_message_id UNIQUE,
  topic text COLLATE "C" NOT NULL,
  order_key text COLLATE "C" NOT NULL,
  payload text NOT NULL
);
CREATE TABLE "varve".checkpoints (
  name text COLLATE "C" PRIMARY KEY,
  log_id text COLLATE "C" NOT NULL,
  log_position text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL
);
CREATE TABLE "varve".snapshots (
  stream_name text COLLATE "C" NOT NULL,
  state_hash text COLLATE "C" NOT NULL,
  stream_version bigint NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  data text NOT NULL,
  PRIMARY KEY (stream_name, state_hash)
);
CREATE TABLE "varve".leases (
  name text COLLATE "C" PRIMARY KEY,
  owner text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE TABLE "varve".parked_events (
  place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  processor text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  stream_name text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  log_position text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  CONSTRAINT parked_events_event UNIQUE (processor, event_id)
);
CREATE INDEX parked_events_stream ON "varve".parked_events (processor, stream_name, place);
CREATE VIEW "varve".events_by_log AS
  SELECT o.log_position, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id, e.data,
    e.metadata, s.closed_at IS NOT NULL AS hidden
  FROM "varve".events e JOIN "varve".streams s USING (stream_key) LEFT JOIN "varve".log_order o USING (stream_key, position)
  ORDER BY o.log_position NULLS LAST, e.recorded_at, s.stream_name, e.position;
CREATE FUNCTION "varve".begin_write_v1(patience text) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'writes to the event store need the isolation level READ COMMITTED' USING ERRCODE = 'VR001';
  END IF;
  PERFORM set_config('lock_timeout', patience, true);
END $body$;
CREATE FUNCTION "varve".instant_text(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $body$
SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $body$;
CREATE FUNCTION "varve".note_outcome_v1(outcome text[], replayed boolean) RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
  standing "varve".outcomes;
BEGIN
  INSERT INTO "varve".outcomes AS o (tenant, context, command_id, command_hash, kind, result)
    VALUES (outcome[1], outcome[2], outcome[3], outcome[4], outcome[5], outcome[6])
    ON CONFLICT ON CONSTRAINT outcomes_pkey DO NOTHING;
  IF FOUND THEN RETURN; END IF;
  SELECT * INTO STRICT standing FROM "varve".outcomes o
    WHERE o.tenant = outcome[1] AND o.context = outcome[2] AND o.command_id = outcome[3];
  IF replayed AND standing.command_hash = outcome[4] THEN RETURN; END IF;
  RAISE EXCEPTION 'an outcome of command % is already recorded', outcome[3] USING ERRCODE = 'VR005',
    DETAIL = json_build_object('commandHash', standing.command_hash, 'kind', standing.kind,
      'result', standing.result)::text;
END $body$;
CREATE FUNCTION "varve".record_outcome_v1(outcome text[], OUT command_hash text, OUT kind text, OUT result text)
LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO "varve".outcomes (tenant, context, command_id, command_hash, kind, result)
    VALUES (outcome[1], outcome[2], outcome[3], outcome[4], outcome[5], outcome[6])
    ON CONFLICT ON CONSTRAINT outcomes_pkey DO NOTHING;
  SELECT o.command_hash, o.kind, o.result INTO STRICT command_hash, kind, result FROM "varve".outcomes o
    WHERE o.tenant = outcome[1] AND o.context = outcome[2] AND o.command_id = outcome[3];
END $body$;
CREATE FUNCTION "varve".refuse_drift_v1(types text[], schema_versions bigint[], hashes text[]) RETURNS void
LANGUAGE plpgsql AS $body$
DECLARE
  drifted record;
BEGIN
  SELECT given.*, k.shape_hash AS recorded INTO drifted
    FROM unnest(types, schema_versions, hashes) AS given (type, schema_version, shape_hash)
    JOIN "varve".shapes k ON k.type = given.type AND k.schema_version = given.schema_version
    WHERE k.shape_hash <> given.shape_hash LIMIT 1;
  IF NOT FOUND THEN RETURN; END IF;
  RAISE EXCEPTION 'events of another shape lie under %', drifted.type USING ERRCODE = 'VR006',
    DETAIL = json_build_object('type', drifted.type, 'schemaVersion', drifted.schema_version,
      'recorded', drifted.recorded, 'given', drifted.shape_hash)::text;
END $body$;
CREATE FUNCTION "varve".append_v1(
  name text, its_category text, wanted bigint,
  ids uuid[], types text[], schema_versions bigint[], metadatas text[], datas text[],
  shape_types text[], shape_versions bigint[], shape_hashes text[],
  outcome text[], careful boolean, held boolean, patience text,
  OUT verdict text, OUT first_place bigint, OUT version_now bigint, OUT at text)
LANGUAGE plpgsql AS $body$
DECLARE
  batch CONSTANT bigint := cardinality(ids);
  its_key bigint;
  instant timestamptz;
  found_key bigint;
  closed timestamptz;
  required bigint;
  matched bigint;
  known record;
BEGIN
  PERFORM "varve".begin_write_v1(patience);
  IF cardinality(shape_hashes) > 0 THEN
    PERFORM "varve".refuse_drift_v1(shape_types, shape_versions, shape_hashes);
  END IF;
  IF batch > 0 AND NOT careful THEN
    UPDATE "varve".streams s SET stream_version = s.stream_version + batch,
        last_recorded_at = greatest(s.last_recorded_at, clock_timestamp())
      WHERE s.stream_name = name AND s.closed_at IS NULL
        AND (s.stream_version = wanted OR wanted = -1 OR wanted = -2 AND s.stream_version > 0)
      RETURNING s.stream_key, s.stream_version - batch, s.last_recorded_at INTO its_key, first_place, instant;
  END IF;
  WHILE its_key IS NULL LOOP
    IF held AND batch = 0 THEN
      INSERT INTO "varve".streams (stream_name, category, stream_version, last_recorded_at)
        SELECT name, its_category, 0, clock_timestamp() WHERE wanted = 0
        ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING;
      PERFORM FROM "varve".streams s WHERE s.stream_name = name FOR SHARE;
    END IF;
    SELECT s.stream_key, s.stream_version, s.last_recorded_at, s.closed_at INTO found_key, version_now, instant, closed
      FROM "varve".streams s WHERE s.stream_name = name;
    version_now := coalesce(version_now, 0);
    IF closed IS NOT NULL THEN
      RAISE EXCEPTION 'the stream was deleted' USING ERRCODE = 'VR002', DETAIL = '{}';
    END IF;
    required := CASE WHEN wanted >= 0 THEN wanted WHEN wanted = -2 AND version_now = 0 THEN 1 ELSE version_now END;
    verdict := 'conflict';
    IF required > version_now OR batch = 0 AND required < version_now THEN RETURN; END IF;

    IF batch = 0 THEN
      verdict := 'appended';
      first_place := version_now;
      at := "varve".instant_text(greatest(instant, clock_timestamp()));
      IF outcome IS NOT NULL THEN PERFORM "varve".note_outcome_v1(outcome, false); END IF;
      RETURN;
    END IF;
    IF wanted < 0 THEN
      SELECT e.position INTO required FROM "varve".events e WHERE e.event_id = ids[1] AND e.stream_key = found_key;
      required := coalesce(required, version_now);
    END IF;
    IF required < version_now THEN
      SELECT coalesce(min(given.place) - 1, batch) INTO matched
        FROM unnest(ids) WITH ORDINALITY AS given (id, place)
        LEFT JOIN "varve".events e ON e.stream_key = found_key AND e.position = required + given.place - 1
        WHERE e.event_id IS DISTINCT FROM given.id;
      IF matched = 0 THEN RETURN; END IF;
      IF matched < batch THEN
        RAISE EXCEPTION 'a part of the batch was stored before' USING ERRCODE = 'VR004',
          DETAIL = json_build_object('stored', matched)::text;
      END IF;
      verdict := 'replayed';
      first_place := required;
      version_now := required + batch;
      SELECT "varve".instant_text(e.recorded_at) INTO at FROM "varve".events e
        WHERE e.stream_key = found_key AND e.position = version_now - 1;
      IF outcome IS NOT NULL THEN PERFORM "varve".note_outcome_v1(outcome, true); END IF;
      RETURN;
    END IF;
    SELECT e.event_id, e.position, s.stream_name INTO known
      FROM unnest(ids) WITH ORDINALITY AS given (id, place)
      JOIN "varve".events e ON e.event_id = given.id JOIN "varve".streams s ON s.stream_key = e.stream_key
      ORDER BY given.place LIMIT 1;
    IF FOUND THEN
      -- In this very stream, since it was looked at: then it may be a replay.
      CONTINUE WHEN known.stream_name = name AND EXISTS (SELECT FROM "varve".streams s
        WHERE s.stream_name = name AND s.stream_version <> version_now);
      RAISE EXCEPTION 'event id % is known', known.event_id USING ERRCODE = 'VR003', DETAIL = json_build_object(
        'eventId', known.event_id, 'streamName', known.stream_name, 'position', known.position)::text;
    END IF;

    -- Whoever was quicker is waited for; then everything is judged anew.
    IF found_key IS NULL THEN
      INSERT INTO "varve".streams AS s (stream_name, category, stream_version, last_recorded_at)
        VALUES (name, its_category, batch, clock_timestamp())
        ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING
        RETURNING s.stream_key, 0, s.last_recorded_at INTO its_key, first_place, instant;
    ELSE
      UPDATE "varve".streams s SET stream_version = s.stream_version + batch,
          last_recorded_at = greatest(s.last_recorded_at, clock_timestamp())
        WHERE s.stream_key = found_key AND s.closed_at IS NULL AND s.stream_version = version_now
        RETURNING s.stream_key, s.stream_version - batch, s.last_recorded_at INTO its_key, first_place, instant;
    END IF;
  END LOOP;
  INSERT INTO "varve".events (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
    SELECT its_key, first_place + given.place - 1, given.id, given.type, given.schema_version, instant, given.metadata,
      given.data
    FROM unnest(ids, types, schema_versions, metadatas, datas)
      WITH ORDINALITY AS given (id, type, schema_version, metadata, data, place);
  INSERT INTO "varve".pending (stream_key, first_position, event_count) VALUES (its_key, first_place, batch);
  IF cardinality(shape_hashes) > 0 THEN
    INSERT INTO "varve".shapes (type, schema_version, shape_hash)
      SELECT * FROM unnest(shape_types, shape_versions, shape_hashes) ORDER BY 1, 2
      ON CONFLICT ON CONSTRAINT shapes_pkey DO NOTHING;
    PERFORM "varve".refuse_drift_v1(shape_types, shape_versions, shape_hashes);
  END IF;
  IF outcome IS NOT NULL THEN PERFORM "varve".note_outcome_v1(outcome, false); END IF;
  verdict := 'appended';
  version_now := first_place + batch;
  at := "varve".instant_text(instant);
END $body$;
CREATE FUNCTION "varve".close_stream_v1(
  name text, its_category text, wanted bigint, patience text,
  OUT verdict text, OUT version_now bigint, OUT at text)
LANGUAGE plpgsql AS $body$
DECLARE
  found_key bigint;
  closed timestamptz;
  instant timestamptz;
  required bigint;
BEGIN
  PERFORM "varve".begin_write_v1(patience);
  LOOP
    SELECT s.stream_key, s.stream_version, s.last_recorded_at, s.closed_at INTO found_key, version_now, instant, closed
      FROM "varve".streams s WHERE s.stream_name = name FOR UPDATE;
    version_now := coalesce(version_now, 0);
    instant := greatest(instant, clock_timestamp());
    at := "varve".instant_text(instant);
    verdict := 'replayed';
    IF closed IS NOT NULL THEN RETURN; END IF;
    required := CASE WHEN wanted >= 0 THEN wanted WHEN wanted = -2 AND version_now = 0 THEN 1 ELSE version_now END;
    verdict := 'conflict';
    IF required <> version_now THEN RETURN; END IF;
    verdict := 'appended';
    IF found_key IS NULL THEN
      INSERT INTO "varve".streams (stream_name, category, stream_version, last_recorded_at, closed_at)
        VALUES (name, its_category, 0, instant, instant)
        ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING;
      IF FOUND THEN RETURN; END IF;
    ELSE
      UPDATE "varve".streams s SET closed_at = instant WHERE s.stream_key = found_key;
      RETURN;
    END IF;
  END LOOP;
END $body$;
CREATE FUNCTION "varve".acquire_lease_v1(wanted text, its_owner text, milliseconds double precision, patience text,
  OUT acquired boolean, OUT owner text, OUT epoch bigint, OUT expires_at text)
LANGUAGE plpgsql AS $body$
DECLARE
  standing "varve".leases;
BEGIN
  PERFORM "varve".begin_write_v1(patience);
  SELECT * INTO standing FROM "varve".leases l WHERE l.name = wanted;
  LOOP
    acquired := standing.owner IS NULL OR standing.owner = its_owner OR standing.expires_at <= clock_timestamp();
    IF NOT acquired THEN
      owner := standing.owner;
      epoch := standing.epoch;
      expires_at := "varve".instant_text(standing.expires_at);
      RETURN;
    END IF;
    owner := its_owner;
    INSERT INTO "varve".leases AS l VALUES (wanted, its_owner, 1, clock_timestamp() + make_interval(secs => milliseconds / 1000))
      ON CONFLICT ON CONSTRAINT leases_pkey DO NOTHING
      RETURNING l.epoch, "varve".instant_text(l.expires_at) INTO epoch, expires_at;
    IF FOUND THEN RETURN; END IF;
    SELECT * INTO STRICT standing FROM "varve".leases l WHERE l.name = wanted FOR UPDATE;
    IF standing.owner = its_owner OR standing.expires_at <= clock_timestamp() THEN
      UPDATE "varve".leases l SET owner = its_owner, epoch = l.epoch + 1,
          expires_at = clock_timestamp() + make_interval(secs => milliseconds / 1000)
        WHERE l.name = wanted RETURNING l.epoch, "varve".instant_text(l.expires_at) INTO epoch, expires_at;
      RETURN;
    END IF;
  END LOOP;
END $body$;
CREATE FUNCTION "varve".sequence_v1(patience text, OUT head bigint, OUT complete boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  placed bigint;
  taken_batches bigint := 0;
BEGIN
  IF EXISTS (SELECT FROM "varve".pending) THEN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
      RAISE EXCEPTION 'ordering the log needs the isolation level READ COMMITTED' USING ERRCODE = 'VR001';
    END IF;
    PERFORM set_config('lock_timeout', patience, true);
    PERFORM pg_advisory_xact_lock(1448236613, '"varve".pending'::regclass::oid::integer);
    IF current_setting('synchronous_commit') IN ('off', 'local', 'remote_write') THEN
      PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    SELECT l.head INTO head FROM "varve".log l;
    WITH taken AS (
      DELETE FROM "varve".pending WHERE pending_id IN (
        SELECT pending_id FROM "varve".pending ORDER BY pending_id LIMIT 10000)
      RETURNING pending_id, stream_key, first_position, event_count
    ), ordered AS (
      INSERT INTO "varve".log_order (log_position, stream_key, position)
        SELECT head + row_number() OVER (ORDER BY t.pending_id, i), t.stream_key, t.first_position + i
        FROM taken t CROSS JOIN LATERAL generate_series(0, t.event_count - 1) AS i
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM taken), (SELECT count(*) FROM ordered) INTO taken_batches, placed;
    IF placed > 0 THEN UPDATE "varve".log l SET head = l.head + placed; END IF;
  END IF;
  SELECT l.head INTO head FROM "varve".log l;
  complete := taken_batches < 10000;
END $body$;
CREATE FUNCTION "varve".refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    RAISE EXCEPTION '% is refused on %: what was stored stays as it is', TG_OP, TG_TABLE_NAME USING ERRCODE = 'VR900';
  END $body$;
CREATE TRIGGER events_are_append_only BEFORE UPDATE OR DELETE ON "varve".events FOR EACH ROW EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON "varve".events FOR EACH STATEMENT EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER log_order_are_append_only BEFORE UPDATE OR DELETE ON "varve".log_order FOR EACH ROW EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER log_order_are_not_emptied BEFORE TRUNCATE ON "varve".log_order FOR EACH STATEMENT EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER streams_stay BEFORE DELETE ON "varve".streams FOR EACH ROW EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER streams_are_not_emptied BEFORE TRUNCATE ON "varve".streams FOR EACH STATEMENT EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER streams_keep_their_names BEFORE UPDATE OF stream_key, stream_name, category ON "varve".streams FOR EACH ROW EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER streams_stay_closed BEFORE UPDATE ON "varve".streams FOR EACH ROW WHEN (old.closed_at IS NOT NULL) EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER streams_only_grow BEFORE UPDATE ON "varve".streams FOR EACH ROW WHEN (new.stream_version < old.stream_version) EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER the_log_only_grows BEFORE UPDATE ON "varve".log FOR EACH ROW WHEN (new.head < old.head OR new.log_id <> old.log_id) EXECUTE FUNCTION "varve".refuse_change();
CREATE TRIGGER the_log_stays BEFORE DELETE OR TRUNCATE ON "varve".log FOR EACH STATEMENT EXECUTE FUNCTION "varve".refuse_change();
INSERT INTO varve.log (log_id, layout, least_layout) VALUES ('2b1d3c52-8f10-4f5e-9c35-0c9f0e6f0b11', 1, 1);
SELECT * FROM varve.append_v1('account-1', 'account', 0, '{00000000-0000-7000-8000-00000000000a,00000000-0000-7000-8000-00000000000b}',
  '{bank.Opened,bank.Deposited}', '{1,1}', '{"{}","{}"}', '{"{\"n\":1}","{\"n\":2}"}', '{bank.Opened}', '{1}', '{red}',
  '{"",bank,command-1,hash,accepted,"{}"}', false, false, '10000');
SELECT * FROM varve.append_v1('account-2', 'account', 0, '{00000000-0000-7000-8000-00000000000c}', '{bank.Opened}', '{1}',
  '{"{}"}', '{"{\"n\":3}"}', '{}', '{}', '{}', NULL, false, false, '10000');
SELECT * FROM varve.close_stream_v1('account-2', 'account', 1, '10000');
SELECT * FROM varve.sequence_v1('10000');
SELECT * FROM varve.append_v1('account-1', 'account', 2, '{00000000-0000-7000-8000-00000000000d}', '{bank.Deposited}', '{1}',
  '{"{}"}', '{"{\"n\":4}"}', '{}', '{}', '{}', NULL, false, false, '10000');
SELECT * FROM varve.acquire_lease_v1('mailer', 'process-1', 600000, '10000');
INSERT INTO varve.documents VALUES ('orders', 'k', 3, '{"open":true}');
INSERT INTO varve.outbox (message_id, topic, order_key, payload) VALUES ('m', 't', '', '{}');
INSERT INTO varve.checkpoints VALUES ('reader', 'l', '2', '00000000-0000-7000-8000-00000000000b', 4);
INSERT INTO varve.snapshots VALUES ('account-1', 'h', 2, '00000000-0000-7000-8000-00000000000b', '{"n":2}');
INSERT INTO varve.parked_events (processor, event_id, stream_name, position, log_position, reason)
  VALUES ('p', '00000000-0000-7000-8000-00000000000a', 'account-1', 0, '1', 'odd');
