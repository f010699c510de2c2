-- append_v1 as releases before layout 2 made it. Never changed.
CREATE FUNCTION varve.append_v1(
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
      PERFORM varve.begin_write_v1(patience);
      IF cardinality(shape_hashes) > 0 THEN
        PERFORM varve.refuse_drift_v1(shape_types, shape_versions, shape_hashes);
      END IF;
      IF batch > 0 AND NOT careful THEN
        UPDATE varve.streams s SET stream_version = s.stream_version + batch,
            last_recorded_at = greatest(s.last_recorded_at, clock_timestamp())
          WHERE s.stream_name = name AND s.closed_at IS NULL
            AND (s.stream_version = wanted OR wanted = -1 OR wanted = -2 AND s.stream_version > 0)
          RETURNING s.stream_key, s.stream_version - batch, s.last_recorded_at INTO its_key, first_place, instant;
      END IF;
      WHILE its_key IS NULL LOOP
        IF held AND batch = 0 THEN
          INSERT INTO varve.streams (stream_name, category, stream_version, last_recorded_at)
            SELECT name, its_category, 0, clock_timestamp() WHERE wanted = 0
            ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING;
          PERFORM FROM varve.streams s WHERE s.stream_name = name FOR SHARE;
        END IF;
        SELECT s.stream_key, s.stream_version, s.last_recorded_at, s.closed_at INTO found_key, version_now, instant, closed
          FROM varve.streams s WHERE s.stream_name = name;
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
          at := varve.instant_text(greatest(instant, clock_timestamp()));
          IF outcome IS NOT NULL THEN PERFORM varve.note_outcome_v1(outcome, false); END IF;
          RETURN;
        END IF;
        IF wanted < 0 THEN
          SELECT e.position INTO required FROM varve.events e WHERE e.event_id = ids[1] AND e.stream_key = found_key;
          required := coalesce(required, version_now);
        END IF;
        IF required < version_now THEN
          SELECT coalesce(min(given.place) - 1, batch) INTO matched
            FROM unnest(ids) WITH ORDINALITY AS given (id, place)
            LEFT JOIN varve.events e ON e.stream_key = found_key AND e.position = required + given.place - 1
            WHERE e.event_id IS DISTINCT FROM given.id;
          IF matched = 0 THEN RETURN; END IF;
          IF matched < batch THEN
            RAISE EXCEPTION 'a part of the batch was stored before' USING ERRCODE = 'VR004',
              DETAIL = json_build_object('stored', matched)::text;
          END IF;
          verdict := 'replayed';
          first_place := required;
          version_now := required + batch;
          SELECT varve.instant_text(e.recorded_at) INTO at FROM varve.events e
            WHERE e.stream_key = found_key AND e.position = version_now - 1;
          IF outcome IS NOT NULL THEN PERFORM varve.note_outcome_v1(outcome, true); END IF;
          RETURN;
        END IF;
        SELECT e.event_id, e.position, s.stream_name INTO known
          FROM unnest(ids) WITH ORDINALITY AS given (id, place)
          JOIN varve.events e ON e.event_id = given.id JOIN varve.streams s ON s.stream_key = e.stream_key
          ORDER BY given.place LIMIT 1;
        IF FOUND THEN
          -- In this very stream, since it was looked at: then it may be a replay.
          CONTINUE WHEN known.stream_name = name AND EXISTS (SELECT FROM varve.streams s
            WHERE s.stream_name = name AND s.stream_version <> version_now);
          RAISE EXCEPTION 'event id % is known', known.event_id USING ERRCODE = 'VR003', DETAIL = json_build_object(
            'eventId', known.event_id, 'streamName', known.stream_name, 'position', known.position)::text;
        END IF;

        -- Whoever was quicker is waited for; then everything is judged anew.
        IF found_key IS NULL THEN
          INSERT INTO varve.streams AS s (stream_name, category, stream_version, last_recorded_at)
            VALUES (name, its_category, batch, clock_timestamp())
            ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING
            RETURNING s.stream_key, 0, s.last_recorded_at INTO its_key, first_place, instant;
        ELSE
          UPDATE varve.streams s SET stream_version = s.stream_version + batch,
              last_recorded_at = greatest(s.last_recorded_at, clock_timestamp())
            WHERE s.stream_key = found_key AND s.closed_at IS NULL AND s.stream_version = version_now
            RETURNING s.stream_key, s.stream_version - batch, s.last_recorded_at INTO its_key, first_place, instant;
        END IF;
      END LOOP;
      INSERT INTO varve.events (stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
        SELECT its_key, first_place + given.place - 1, given.id, given.type, given.schema_version, instant, given.metadata,
          given.data
        FROM unnest(ids, types, schema_versions, metadatas, datas)
          WITH ORDINALITY AS given (id, type, schema_version, metadata, data, place);
      INSERT INTO varve.pending (stream_key, first_position, event_count) VALUES (its_key, first_place, batch);
      IF cardinality(shape_hashes) > 0 THEN
        INSERT INTO varve.shapes (type, schema_version, shape_hash)
          SELECT * FROM unnest(shape_types, shape_versions, shape_hashes) ORDER BY 1, 2
          ON CONFLICT ON CONSTRAINT shapes_pkey DO NOTHING;
        PERFORM varve.refuse_drift_v1(shape_types, shape_versions, shape_hashes);
      END IF;
      IF outcome IS NOT NULL THEN PERFORM varve.note_outcome_v1(outcome, false); END IF;
      verdict := 'appended';
      version_now := first_place + batch;
      at := varve.instant_text(instant);
    END $body$