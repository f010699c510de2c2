import type { FunctionScope } from './function-scope.js';

/** Closes a stream under a condition, also one that was archived; one that never was gets its row for that. */
export function closeStream(s: string, scope: FunctionScope): string {
  return `CREATE OR REPLACE FUNCTION ${s}.close_stream_${scope.suffix}(
      ${scope.parameter}name text, its_category text, wanted bigint, patience text,
      OUT verdict text, OUT version_now bigint, OUT at text)
    LANGUAGE plpgsql AS $body$
    DECLARE
      found_key bigint;
      closed timestamptz;
      instant timestamptz;
      archived timestamptz;
      required bigint;
    BEGIN${scope.announce}
      PERFORM ${s}.begin_write_v1(patience);
      LOOP
        SELECT s.stream_key, s.stream_version, s.last_recorded_at, s.closed_at, s.archived_at
            INTO found_key, version_now, instant, closed, archived
          FROM ${s}.streams s WHERE ${scope.own('s')}s.stream_name = name FOR UPDATE;
        version_now := coalesce(version_now, 0);
        instant := greatest(instant, clock_timestamp());
        at := ${s}.instant_text(instant);
        verdict := 'replayed';
        IF closed IS NOT NULL AND archived IS NULL THEN RETURN; END IF;
        required := CASE WHEN wanted >= 0 THEN wanted WHEN wanted = -2 AND version_now = 0 THEN 1 ELSE version_now END;
        verdict := 'conflict';
        IF required <> version_now THEN RETURN; END IF;
        verdict := 'appended';
        IF found_key IS NULL THEN
          INSERT INTO ${s}.streams (${scope.column}stream_name, category, stream_version, last_recorded_at, closed_at)
            VALUES (${scope.value}name, its_category, 0, instant, instant)
            ON CONFLICT ON CONSTRAINT streams_stream_name_key DO NOTHING;
          IF FOUND THEN RETURN; END IF;
        ELSE
          UPDATE ${s}.streams s SET closed_at = instant, archived_at = NULL WHERE s.stream_key = found_key;
          RETURN;
        END IF;
      END LOOP;
    END $body$`;
}
