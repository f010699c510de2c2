-- Layout 1 of the SQLite store as releases before layout 2 made it, with what they might have written. Never changed.
PRAGMA application_id = 1448236613;
CREATE TABLE varve_log (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  log_id TEXT NOT NULL,
  layout INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE TABLE varve_streams (
  stream_key INTEGER PRIMARY KEY,
  stream_name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL,
  closed_at TEXT
) STRICT;
CREATE INDEX varve_streams_closed ON varve_streams (stream_key) WHERE closed_at IS NOT NULL;
CREATE INDEX varve_streams_category ON varve_streams (category);
CREATE TABLE varve_events (
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
) STRICT;
CREATE TABLE varve_outcomes (
  tenant TEXT NOT NULL,
  context TEXT NOT NULL,
  command_id TEXT NOT NULL,
  command_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  result TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (tenant, context, command_id)
) STRICT;
CREATE TABLE varve_documents (
  collection TEXT NOT NULL,
  key TEXT NOT NULL,
  revision INTEGER NOT NULL,
  data TEXT,
  PRIMARY KEY (collection, key)
) STRICT;
CREATE TABLE varve_outbox (
  place INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  topic TEXT NOT NULL,
  order_key TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE TABLE varve_checkpoints (
  name TEXT NOT NULL PRIMARY KEY,
  log_id TEXT NOT NULL,
  log_position TEXT NOT NULL,
  event_id TEXT NOT NULL,
  epoch INTEGER NOT NULL
) STRICT;
CREATE TABLE varve_snapshots (
  stream_name TEXT NOT NULL,
  state_hash TEXT NOT NULL,
  stream_version INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (stream_name, state_hash)
) STRICT;
CREATE TRIGGER varve_events_update BEFORE UPDATE ON varve_events 
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER varve_events_delete BEFORE DELETE ON varve_events 
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER varve_streams_delete BEFORE DELETE ON varve_streams 
    BEGIN SELECT RAISE(ABORT, 'streams are never forgotten'); END;
CREATE TRIGGER varve_streams_update_of_stream_key_stream_name_category BEFORE UPDATE OF stream_key, stream_name, category ON varve_streams 
    BEGIN SELECT RAISE(ABORT, 'streams keep their names'); END;
CREATE TRIGGER varve_streams_update_of_closed_at BEFORE UPDATE OF closed_at ON varve_streams WHEN old.closed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'streams stay closed'); END;
CREATE VIEW varve_events_by_log AS
  SELECT e.log_position, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id, e.data,
    e.metadata, s.closed_at IS NOT NULL AS hidden
  FROM varve_events e JOIN varve_streams s ON s.stream_key = e.stream_key ORDER BY e.log_position;
CREATE VIEW varve_stream_versions AS
  SELECT s.stream_name, s.category, count(e.log_position) AS stream_version, max(e.recorded_at) AS last_recorded_at,
    s.closed_at
  FROM varve_streams s LEFT JOIN varve_events e ON e.stream_key = s.stream_key GROUP BY s.stream_key;
INSERT INTO varve_log (singleton, log_id, layout, created_at)
  VALUES (1, '2b1d3c52-8f10-4f5e-9c35-0c9f0e6f0b11', 1, '2025-03-01T08:00:00.000Z');
INSERT INTO varve_streams (stream_key, stream_name, category, closed_at) VALUES
  (1, 'account-1', 'account', NULL),
  (2, 'account-2', 'account', '2025-03-02T08:00:00.000Z');
INSERT INTO varve_events
  (log_position, stream_key, position, event_id, type, schema_version, recorded_at, metadata, data) VALUES
  (1, 1, 0, '00000000-0000-7000-8000-000000000001', 'shop.Opened', 1, '2025-03-01T08:00:01.000Z', '{}', '{"n":1}'),
  (2, 2, 0, '00000000-0000-7000-8000-000000000002', 'shop.Opened', 1, '2025-03-01T08:00:02.000Z', '{}', '{"n":2}'),
  (3, 1, 1, '00000000-0000-7000-8000-000000000003', 'shop.Paid', 2, '2025-03-01T08:00:03.000Z', '{}', '{"n":3}');
INSERT INTO varve_outcomes (tenant, context, command_id, command_hash, kind, result, recorded_at)
  VALUES ('', 'shop', 'command-1', 'hash', 'nothing', '{"streamVersion":2}', '2025-03-01T08:00:04.000Z');
INSERT INTO varve_documents (collection, key, revision, data) VALUES ('orders', 'k', 3, '{"open":true}');
