import { withTenants } from './function-scope.js';

/** The first layout whose releases read the archive. */
const archiveSince = 3;

/**
 * One step of archiving, as one call: `archive` under a version that is `wanted` as in `append_v1`, `truncate` before the
 * position that is `wanted`, or `restore`. Events are copied to the other table and then taken out of theirs; a guard refuses
 * to take out what was not copied.
 *
 * Readers are asked who may read these events: the tenant's own checkpoints, and nobody's, which read everybody's.
 *
 * The answer `unordered` says that an event has no place in the log yet: whoever gets it has the log put in order and asks
 * again. Ordering is better no part of a longer transaction, see `sequence_v1`; only for a stream that others write all the
 * time it is done here (`ordering`), where its row is locked and no event can come.
 *
 * Processes of a release that does not know the archive would read half a stream, so from the first step on they are told to
 * stay away. VR008: checkpoints have not passed the last event, named in the detail.
 */
export function archiveFunction(s: string): string {
  return `CREATE OR REPLACE FUNCTION ${s}.archive_v1(its_tenant text, name text, step text, wanted bigint, ignored text[], ordering boolean, patience text,
      OUT verdict text, OUT version_now bigint, OUT before_now bigint, OUT is_archived boolean)
    LANGUAGE plpgsql AS $body$
    DECLARE
      its_key bigint;
      closed timestamptz;
      archived timestamptz;
      instant timestamptz;
      target bigint;
      place bigint;
      behind text[];
    BEGIN${withTenants.announce}
      PERFORM ${s}.begin_write_v1(patience);
      SELECT s.stream_key, s.stream_version, s.archived_before, s.closed_at, s.archived_at, s.last_recorded_at
          INTO its_key, version_now, before_now, closed, archived, instant
        FROM ${s}.streams s WHERE s.tenant = its_tenant AND s.stream_name = name FOR UPDATE;
      version_now := coalesce(version_now, 0);
      before_now := coalesce(before_now, 0);
      is_archived := archived IS NOT NULL;
      IF closed IS NOT NULL AND archived IS NULL THEN
        RAISE EXCEPTION 'the stream was deleted' USING ERRCODE = 'VR002', DETAIL = '{"reason": "deleted"}';
      END IF;
${decide()}
      IF target > 0 THEN
        LOOP
          SELECT o.log_position INTO place FROM ${s}.log_order o WHERE o.stream_key = its_key AND o.position = target - 1;
          EXIT WHEN place IS NOT NULL;
          verdict := 'unordered';
          IF NOT ordering THEN RETURN; END IF;
          PERFORM ${s}.sequence_v1(patience);
        END LOOP;
        SELECT array_agg(c.name) INTO behind FROM ${s}.checkpoints c
          WHERE c.tenant IN (its_tenant, '') AND c.log_id = (SELECT l.log_id::text FROM ${s}.log l) AND c.name <> ALL (ignored)
            AND NOT CASE WHEN c.log_position ~ '^[1-9][0-9]{0,15}$' THEN c.log_position::bigint >= place ELSE false END;
        IF behind IS NOT NULL THEN
          RAISE EXCEPTION 'checkpoints have not passed the last event' USING ERRCODE = 'VR008',
            DETAIL = json_build_object('names', behind)::text;
        END IF;
        UPDATE ${s}.log SET least_layout = ${archiveSince} WHERE least_layout < ${archiveSince};
      END IF;
${move(s)}
      verdict := 'moved';
      before_now := target;
      is_archived := step = 'archive';
      UPDATE ${s}.streams s SET archived_before = target,
          closed_at = CASE WHEN step = 'archive' THEN greatest(instant, clock_timestamp()) END,
          archived_at = CASE WHEN step = 'archive' THEN greatest(instant, clock_timestamp()) END
        WHERE s.stream_key = its_key;
    END $body$`;
}

/** The decision table of archiving, told in SQL. */
function decide(): string {
  return `      target := CASE step WHEN 'archive' THEN version_now WHEN 'truncate' THEN greatest(wanted, before_now) ELSE 0 END;
      verdict := 'conflict';
      IF step = 'archive' AND NOT is_archived
        AND (version_now = 0 OR wanted >= 0 AND wanted <> version_now) OR target > version_now THEN RETURN; END IF;
      verdict := 'stood';
      IF target = before_now AND (step <> 'archive' OR is_archived) THEN RETURN; END IF;`;
}

function move(s: string): string {
  const columns = 'stream_key, position, event_id, type, schema_version, recorded_at, metadata, data, tenant';
  const between = (from: string, to: string, range: string): string => `
        INSERT INTO ${s}.${to} (${columns}) SELECT ${columns} FROM ${s}.${from} WHERE stream_key = its_key AND ${range};
        DELETE FROM ${s}.${from} WHERE stream_key = its_key AND ${range};`;
  return `      IF target > before_now THEN${between('events', 'archived_events', 'position < target')}
      ELSE${between('archived_events', 'events', 'position >= target')}
      END IF;`;
}
