import { appendFunction } from './append-function.js';
import { closeStream } from './close-function.js';
import { withoutTenants } from './function-scope.js';
import { acquireLease } from './lease-function.js';

/** Functions that write. Each does its whole work in one call; they are kept beside their successors, see `appendFunction`. */
export function writeFunctions(s: string): readonly string[] {
  return [
    beginWrite(s),
    instantText(s),
    noteOutcome(s),
    recordOutcome(s),
    refuseDrift(s),
    appendFunction(s, withoutTenants),
    closeStream(s, withoutTenants),
    acquireLease(s, withoutTenants),
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
