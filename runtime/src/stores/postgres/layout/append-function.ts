import { eventsWherever } from './events-wherever.js';
import { type FunctionScope, withoutTenants } from './function-scope.js';

/**
 * Appending, as one call: the condition is checked by the statement that takes the stream's row, and the batch goes in
 * behind it. A function keeps its name and meaning for ever; a release that needs another one adds `append_v2` beside it,
 * so that old and new processes can be at work together. What lies in the archive counts as if it had never been moved.
 *
 * `wanted` is a stream version, -1 for any, -2 for a stream that must exist. The short road leaves it to the unique index
 * to refute that the ids are new; `careful` looks first, and gives the precise verdict. `held`: the call is a step of a
 * longer transaction, for which a condition has to hold until its end.
 *
 * SQLSTATEs, each with a detail in JSON: VR001 wrong isolation level, VR002 closed stream, VR003 id lies elsewhere,
 * VR004 part of the batch was stored before, VR005 outcome key is taken, VR006 another shape, VR007 an id lies in the
 * archive, of which `careful` tells the place.
 */
export function appendFunction(s: string, scope: FunctionScope): string {
  return `CREATE OR REPLACE FUNCTION ${s}.append_${scope.suffix}(
      ${scope.parameter}name text, its_category text, wanted bigint,
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
      archived timestamptz;
      known record;${scope.suffix === 'v1' ? '' : '\n      hidden uuid;'}
    BEGIN${scope.announce}
      PERFORM ${s}.begin_write_v1(patience);
      IF cardinality(shape_hashes) > 0 THEN
        PERFORM ${s}.refuse_drift_v1(shape_types, shape_versions, shape_hashes);
      END IF;
      IF batch > 0 AND NOT careful THEN
        UPDATE ${s}.streams s SET stream_version = s.stream_version + batch,
            last_recorded_at = greatest(s.last_recorded_at, clock_timestamp())
          WHERE ${scope.own('s')}s.stream_name = name AND s.closed_at IS NULL
            AND (s.stream_version = wanted OR wanted = -1 OR wanted = -2 AND s.stream_version > 0)
          RETURNING s.stream_key, s.stream_version - batch, s.last_recorded_at INTO its_key, first_place, instant;
      END IF;
      WHILE its_key IS NULL LOOP${look(s, scope)}${answerReplay(s, scope)}${refuseKnown(s, scope)}${takeStream(s, scope)}
      END LOOP;${storeBatch(s, scope)}
    END $body$`;
}

/** What the stream is now; the answer for conflicts and empty batches. */
function look(s: string, scope: FunctionScope): string {
  return `
        IF held AND batch = 0 THEN
          INSERT INTO ${s}.streams (${scope.column}stream_name, category, stream_version, last_recorded_at)
            SELECT ${scope.value}name, its_category, 0, clock_timestamp() WHERE wanted = 0
            ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING;
          PERFORM FROM ${s}.streams s WHERE ${scope.own('s')}s.stream_name = name FOR SHARE;
        END IF;
        SELECT s.stream_key, s.stream_version, s.last_recorded_at, s.closed_at, s.archived_at
            INTO found_key, version_now, instant, closed, archived
          FROM ${s}.streams s WHERE ${scope.own('s')}s.stream_name = name;
        version_now := coalesce(version_now, 0);
        IF closed IS NOT NULL THEN
          RAISE EXCEPTION 'the stream takes no more events' USING ERRCODE = 'VR002', DETAIL = json_build_object(
            'reason', CASE WHEN archived IS NULL THEN 'deleted' ELSE 'archived' END)::text;
        END IF;
        required := CASE WHEN wanted >= 0 THEN wanted WHEN wanted = -2 AND version_now = 0 THEN 1 ELSE version_now END;
        verdict := 'conflict';
        IF required > version_now OR batch = 0 AND required < version_now THEN RETURN; END IF;

        IF batch = 0 THEN
          verdict := 'appended';
          first_place := version_now;
          at := ${s}.instant_text(greatest(instant, clock_timestamp()));
          IF outcome IS NOT NULL THEN PERFORM ${s}.note_outcome_v1(outcome, false); END IF;
          RETURN;
        END IF;`;
}

/** The answer for a batch that lies there already, in whole or in part. */
function answerReplay(s: string, scope: FunctionScope): string {
  return `
        IF wanted < 0 THEN
          SELECT e.position INTO required FROM ${s}.${idsOf(scope)} e WHERE e.event_id = ids[1] AND e.stream_key = found_key;
          required := coalesce(required, version_now);
        END IF;
        IF required < version_now THEN
          SELECT coalesce(min(given.place) - 1, batch) INTO matched
            FROM unnest(ids) WITH ORDINALITY AS given (id, place)
            LEFT JOIN ${eventsWherever(s)} e ON e.stream_key = found_key AND e.position = required + given.place - 1
            WHERE e.event_id IS DISTINCT FROM given.id;
          IF matched = 0 THEN RETURN; END IF;
          IF matched < batch THEN
            RAISE EXCEPTION 'a part of the batch was stored before' USING ERRCODE = 'VR004',
              DETAIL = json_build_object('stored', matched)::text;
          END IF;
          verdict := 'replayed';
          first_place := required;
          version_now := required + batch;
          SELECT ${s}.instant_text(e.recorded_at) INTO at FROM ${eventsWherever(s)} e
            WHERE e.stream_key = found_key AND e.position = version_now - 1;
          IF outcome IS NOT NULL THEN PERFORM ${s}.note_outcome_v1(outcome, true); END IF;
          RETURN;
        END IF;`;
}

/** Refuses a batch of which an id is known, wherever it lies; only its own tenant is told where. */
function refuseKnown(s: string, scope: FunctionScope): string {
  return scope === withoutTenants ? refuseKnownPlace(s) : refuseKnownAnywhere(s);
}

function refuseKnownPlace(s: string): string {
  return `
        SELECT e.event_id, e.position, s.stream_name INTO known
          FROM unnest(ids) WITH ORDINALITY AS given (id, place)
          JOIN ${eventsWherever(s)} e ON e.event_id = given.id JOIN ${s}.streams s ON s.stream_key = e.stream_key
          ORDER BY given.place LIMIT 1;
        IF FOUND THEN
          -- In this very stream, since it was looked at: then it may be a replay.
          CONTINUE WHEN known.stream_name = name AND EXISTS (SELECT FROM ${s}.streams s
            WHERE s.stream_name = name AND s.stream_version <> version_now);
          RAISE EXCEPTION 'event id % is known', known.event_id USING ERRCODE = 'VR003', DETAIL = json_build_object(
            'eventId', known.event_id, 'streamName', known.stream_name, 'position', known.position)::text;
        END IF;
`;
}

function refuseKnownAnywhere(s: string): string {
  return `
        -- Before the look that tells where, which sees whatever this one saw of its own tenant.
        IF row_security_active('${s.replaceAll("'", "''")}.events') THEN
          SELECT k.event_id INTO hidden FROM ${s}.known_id_v1(ids) k;
        END IF;
        SELECT e.event_id, e.position, s.stream_name INTO known
          FROM unnest(ids) WITH ORDINALITY AS given (id, place)
          JOIN ${s}.event_places e ON e.event_id = given.id
          LEFT JOIN ${s}.streams s ON s.stream_key = e.stream_key AND s.tenant = its_tenant
          ORDER BY given.place LIMIT 1;
        IF FOUND THEN
          -- In this very stream, since it was looked at: then it may be a replay.
          CONTINUE WHEN known.stream_name = name AND EXISTS (SELECT FROM ${s}.streams s
            WHERE s.tenant = its_tenant AND s.stream_name = name AND s.stream_version <> version_now);
          RAISE EXCEPTION 'event id % is known', known.event_id USING ERRCODE = 'VR003', DETAIL = json_build_object(
            'eventId', known.event_id, 'streamName', known.stream_name, 'position', known.position)::text;
        ELSIF hidden IS NOT NULL THEN
          RAISE EXCEPTION 'event id % is known', hidden USING ERRCODE = 'VR003',
            DETAIL = json_build_object('eventId', hidden, 'streamName', NULL, 'position', NULL)::text;
        END IF;
`;
}

/** Where ids are looked up: in the first layout always the events themselves. */
function idsOf({ suffix }: FunctionScope): string {
  return suffix === 'v1' ? 'events' : 'event_places';
}

/** Takes the row of the stream, unless somebody was quicker; then everything is judged anew. */
function takeStream(s: string, scope: FunctionScope): string {
  return `
        -- Whoever was quicker is waited for; then everything is judged anew.
        IF found_key IS NULL THEN
          INSERT INTO ${s}.streams AS s (${scope.column}stream_name, category, stream_version, last_recorded_at)
            VALUES (${scope.value}name, its_category, batch, clock_timestamp())
            ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING
            RETURNING s.stream_key, 0, s.last_recorded_at INTO its_key, first_place, instant;
        ELSE
          UPDATE ${s}.streams s SET stream_version = s.stream_version + batch,
              last_recorded_at = greatest(s.last_recorded_at, clock_timestamp())
            WHERE s.stream_key = found_key AND s.closed_at IS NULL AND s.stream_version = version_now
            RETURNING s.stream_key, s.stream_version - batch, s.last_recorded_at INTO its_key, first_place, instant;
        END IF;`;
}

/** Behind the stream’s row, which nobody else can take until the commit. */
function storeBatch(s: string, scope: FunctionScope): string {
  return `
      INSERT INTO ${s}.events (${scope.column}stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
        SELECT ${scope.value}its_key, first_place + given.place - 1, given.id, given.type, given.schema_version, instant, given.metadata,
          given.data
        FROM unnest(ids, types, schema_versions, metadatas, datas)
          WITH ORDINALITY AS given (id, type, schema_version, metadata, data, place);${refuseArchived(s)}
      INSERT INTO ${s}.pending (stream_key, first_position, event_count) VALUES (its_key, first_place, batch);
      IF cardinality(shape_hashes) > 0 THEN
        INSERT INTO ${s}.shapes (type, schema_version, shape_hash)
          SELECT * FROM unnest(shape_types, shape_versions, shape_hashes) ORDER BY 1, 2
          ON CONFLICT ON CONSTRAINT shapes_pkey DO NOTHING;
        PERFORM ${s}.refuse_drift_v1(shape_types, shape_versions, shape_hashes);
      END IF;
      IF outcome IS NOT NULL THEN PERFORM ${s}.note_outcome_v1(outcome, false); END IF;
      verdict := 'appended';
      version_now := first_place + batch;
      at := ${s}.instant_text(instant);`;
}

/**
 * After the insert, which has waited for whoever was moving an event with one of these ids: now it lies here or there. Where
 * policies hide other tenants' events, a function looks that sees them.
 */
function refuseArchived(s: string): string {
  return `
      IF row_security_active('${s.replaceAll("'", "''")}.archived_events') AND ${s}.is_archived_v1(ids)
        OR EXISTS (SELECT FROM ${s}.archived_events a WHERE a.event_id = ANY (ids)) THEN
        RAISE EXCEPTION 'an event id lies in the archive' USING ERRCODE = 'VR007';
      END IF;`;
}
