/** Of `events` and of the archive. */
export const eventColumns = [
  'stream_key',
  'position',
  'event_id',
  'type',
  'schema_version',
  'recorded_at',
  'metadata',
  'data',
  'tenant',
];
// Qualified, since functions have parameters of the same names.
const columns = eventColumns.map((name) => `w.${name}`).join(', ');

/** Events wherever they lie, for a FROM clause. Spelt out and no view: a view would look with the eyes of its owner. */
export function eventsWherever(s: string): string {
  return `(SELECT ${columns} FROM ${s}.events w UNION ALL SELECT ${columns} FROM ${s}.archived_events w)`;
}
