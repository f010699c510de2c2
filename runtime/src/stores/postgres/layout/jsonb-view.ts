import { eventsWherever } from './events-wherever.js';
import { fenceLike } from './row-security.js';

/**
 * Payloads as `jsonb`, for queries by hand. Whatever `jsonb` refuses (no JSON, a NUL character that is escaped, a number or a text
 * that is too large) is null in the view, so that one event does not fail a query over all of them.
 */
export function jsonbView(s: string): readonly string[] {
  return [
    `DO $body$ BEGIN
      IF current_setting('server_version_num')::integer < 150000
        AND (SELECT relrowsecurity FROM pg_class WHERE oid = '${s.replaceAll("'", "''")}.events'::regclass) THEN
        RAISE EXCEPTION 'before PostgreSQL 15 a view shows everybody what row-level security hides' USING ERRCODE = '0A000';
      END IF;
    END $body$`,
    `CREATE OR REPLACE FUNCTION ${s}.jsonb_or_null(given text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $body$
      BEGIN
        RETURN given::jsonb;
      EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        RETURN NULL;
      END $body$`,
    `CREATE OR REPLACE VIEW ${s}.events_json AS
      SELECT o.log_position, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id,
        ${s}.jsonb_or_null(e.data) AS data, ${s}.jsonb_or_null(e.metadata) AS metadata, e.data AS data_text,
        s.closed_at IS NOT NULL AND s.archived_at IS NULL AS hidden, e.position < s.archived_before AS archived, e.tenant
      FROM ${eventsWherever(s)} e JOIN ${s}.streams s USING (stream_key) LEFT JOIN ${s}.log_order o USING (stream_key, position)`,
    fenceLike(s),
    `COMMENT ON VIEW ${s}.events_json IS 'data is null where jsonb refuses it; data_text is what was written'`,
  ];
}
