const columns = 'stream_key, position, event_id, type, schema_version, recorded_at, metadata, data, tenant';

/** Events wherever they lie, for a FROM clause. Spelt out and no view: a view would look with the eyes of its owner. */
export function eventsWherever(s: string): string {
  return `(SELECT ${columns} FROM ${s}.events UNION ALL SELECT ${columns} FROM ${s}.archived_events)`;
}
