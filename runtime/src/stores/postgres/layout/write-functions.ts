import { appendFunction } from './append-function.js';
import { acquireLease } from './lease-function.js';

/** Functions that write. Each does its whole work in one call; they are kept beside their successors, see `appendFunction`. */
export function writeFunctions(s: string): readonly string[] {
  return [
    beginWrite(s),
    instantText(s),
    noteOutcome(s),
    recordOutcome(s),
    refuseDrift(s),
    appendFunction(s),
    closeStream(s),
    acquireLease(s),
  ];
}

function beginWrite(s: string): string {
  return `CREATE FUNCTION ${s}.begin_write_v1(patience text) RETURNS void LANGUAGE plpgsql AS $body$
    BEGIN
      IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'writes to the event store need the isolation level READ COMMITTED' USING ERRCODE = 'VR001';
      END IF;
      PERFORM set_config('lock_timeout', patience, true);
    END $body$`;
}

function instantText(s: string): string {
  return `CREATE FUNCTION ${s}.instant_text(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $body$
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $body$`;
}

function noteOutcome(s: string): string {
  return `CREATE FUNCTION ${s}.note_outcome_v1(outcome text[], replayed boolean) RETURNS void LANGUAGE plpgsql AS $body$
    DECLARE
      standing ${s}.outcomes;
    BEGIN
      INSERT INTO ${s}.outcomes AS o (tenant, context, command_id, command_hash, kind, result)
        VALUES (outcome[1], outcome[2], outcome[3], outcome[4], outcome[5], outcome[6])
        ON CONFLICT ON CONSTRAINT outcomes_pkey DO NOTHING;
      IF FOUND THEN RETURN; END IF;
      SELECT * INTO STRICT standing FROM ${s}.outcomes o
        WHERE o.tenant = outcome[1] AND o.context = outcome[2] AND o.command_id = outcome[3];
      IF replayed AND standing.command_hash = outcome[4] THEN RETURN; END IF;
      RAISE EXCEPTION 'an outcome of command % is already recorded', outcome[3] USING ERRCODE = 'VR005',
        DETAIL = json_build_object('commandHash', standing.command_hash, 'kind', standing.kind,
          'result', standing.result)::text;
    END $body$`;
}

function recordOutcome(s: string): string {
  return `CREATE FUNCTION ${s}.record_outcome_v1(outcome text[], OUT command_hash text, OUT kind text, OUT result text)
    LANGUAGE plpgsql AS $body$
    BEGIN
      INSERT INTO ${s}.outcomes (tenant, context, command_id, command_hash, kind, result)
        VALUES (outcome[1], outcome[2], outcome[3], outcome[4], outcome[5], outcome[6])
        ON CONFLICT ON CONSTRAINT outcomes_pkey DO NOTHING;
      SELECT o.command_hash, o.kind, o.result INTO STRICT command_hash, kind, result FROM ${s}.outcomes o
        WHERE o.tenant = outcome[1] AND o.context = outcome[2] AND o.command_id = outcome[3];
    END $body$`;
}

function refuseDrift(s: string): string {
  return `CREATE FUNCTION ${s}.refuse_drift_v1(types text[], schema_versions bigint[], hashes text[]) RETURNS void
    LANGUAGE plpgsql AS $body$
    DECLARE
      drifted record;
    BEGIN
      SELECT given.*, k.shape_hash AS recorded INTO drifted
        FROM unnest(types, schema_versions, hashes) AS given (type, schema_version, shape_hash)
        JOIN ${s}.shapes k ON k.type = given.type AND k.schema_version = given.schema_version
        WHERE k.shape_hash <> given.shape_hash LIMIT 1;
      IF NOT FOUND THEN RETURN; END IF;
      RAISE EXCEPTION 'events of another shape lie under %', drifted.type USING ERRCODE = 'VR006',
        DETAIL = json_build_object('type', drifted.type, 'schemaVersion', drifted.schema_version,
          'recorded', drifted.recorded, 'given', drifted.shape_hash)::text;
    END $body$`;
}

function closeStream(s: string): string {
  return `CREATE FUNCTION ${s}.close_stream_v1(
      name text, its_category text, wanted bigint, patience text,
      OUT verdict text, OUT version_now bigint, OUT at text)
    LANGUAGE plpgsql AS $body$
    DECLARE
      found_key bigint;
      closed timestamptz;
      instant timestamptz;
      required bigint;
    BEGIN
      PERFORM ${s}.begin_write_v1(patience);
      LOOP
        SELECT s.stream_key, s.stream_version, s.last_recorded_at, s.closed_at INTO found_key, version_now, instant, closed
          FROM ${s}.streams s WHERE s.stream_name = name FOR UPDATE;
        version_now := coalesce(version_now, 0);
        instant := greatest(instant, clock_timestamp());
        at := ${s}.instant_text(instant);
        verdict := 'replayed';
        IF closed IS NOT NULL THEN RETURN; END IF;
        required := CASE WHEN wanted >= 0 THEN wanted WHEN wanted = -2 AND version_now = 0 THEN 1 ELSE version_now END;
        verdict := 'conflict';
        IF required <> version_now THEN RETURN; END IF;
        verdict := 'appended';
        IF found_key IS NULL THEN
          INSERT INTO ${s}.streams (stream_name, category, stream_version, last_recorded_at, closed_at)
            VALUES (name, its_category, 0, instant, instant)
            ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING;
          IF FOUND THEN RETURN; END IF;
        ELSE
          UPDATE ${s}.streams s SET closed_at = instant WHERE s.stream_key = found_key;
          RETURN;
        END IF;
      END LOOP;
    END $body$`;
}
