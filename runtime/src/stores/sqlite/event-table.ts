/** A table of events: those that everybody reads, or the archive. */
export function eventTable(name: string): string {
  return `CREATE TABLE ${name} (
    log_position INTEGER PRIMARY KEY,
    stream_key INTEGER NOT NULL,
    position INTEGER NOT NULL,
    event_id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    metadata TEXT NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (stream_key, position)
  ) STRICT`;
}
