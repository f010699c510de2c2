-- Layout 3 of the SQLite store as releases before layout 4 made it, with what they might have written. Never changed.
PRAGMA application_id = 1448236613;
BEGIN TRANSACTION;
CREATE TABLE varve_checkpoints (
    name TEXT NOT NULL PRIMARY KEY,
    log_id TEXT NOT NULL,
    log_position TEXT NOT NULL,
    event_id TEXT NOT NULL,
    epoch INTEGER NOT NULL
  ) STRICT;
INSERT INTO "varve_checkpoints" VALUES('reader','cdf16515-7625-4933-b802-595977fffdec','4','00000000-0000-7000-8000-000000000004',1);
CREATE TABLE varve_documents (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    data TEXT,
    PRIMARY KEY (collection, key)
  ) STRICT;
INSERT INTO "varve_documents" VALUES('orders','k',1,'1');
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
INSERT INTO "varve_events" VALUES(1,1,0,'00000000-0000-7000-8000-000000000001','bank.Happened',1,'2026-02-28T12:00:00.000Z','{}','{"n":1}');
INSERT INTO "varve_events" VALUES(2,1,1,'00000000-0000-7000-8000-000000000002','bank.Happened',1,'2026-02-28T12:00:00.000Z','{}','{"n":2}');
INSERT INTO "varve_events" VALUES(3,2,0,'00000000-0000-7000-8000-000000000003','bank.Happened',1,'2026-02-28T12:00:00.000Z','{}','{"n":3}');
INSERT INTO "varve_events" VALUES(4,1,2,'00000000-0000-7000-8000-000000000004','bank.Happened',1,'2026-02-28T12:00:00.000Z','{}','{"n":4}');
INSERT INTO "varve_events" VALUES(5,1,3,'00000000-0000-7000-8000-000000000005','bank.Happened',1,'2026-02-28T12:00:00.000Z','{}','{"n":5}');
CREATE TABLE varve_leases (
    name TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    expires_at TEXT NOT NULL
  ) STRICT;
INSERT INTO "varve_leases" VALUES('mailer','o',1,'2026-02-28T12:00:01.000Z');
CREATE TABLE varve_log (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
    log_id TEXT NOT NULL,
    layout INTEGER NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
INSERT INTO "varve_log" VALUES(1,'cdf16515-7625-4933-b802-595977fffdec',3,'2026-02-28T12:00:00.000Z');
CREATE TABLE varve_outbox (
    place INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    order_key TEXT NOT NULL,
    payload TEXT NOT NULL
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
CREATE TABLE varve_parked_events (
    place INTEGER PRIMARY KEY,
    processor TEXT NOT NULL,
    event_id TEXT NOT NULL,
    stream_name TEXT NOT NULL,
    position INTEGER NOT NULL,
    log_position TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (processor, event_id)
  ) STRICT;
INSERT INTO "varve_parked_events" VALUES(1,'p','00000000-0000-7000-8000-000000000001','account-1',0,'1','r');
CREATE TABLE varve_shapes (
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    shape_hash TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (type, schema_version)
  ) STRICT;
INSERT INTO "varve_shapes" VALUES('bank.Happened',1,'red','2026-02-28T12:00:00.000Z');
CREATE TABLE varve_snapshots (
    stream_name TEXT NOT NULL,
    state_hash TEXT NOT NULL,
    stream_version INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (stream_name, state_hash)
  ) STRICT;
CREATE TABLE varve_streams (
    stream_key INTEGER PRIMARY KEY,
    stream_name TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL,
    closed_at TEXT
  ) STRICT;
INSERT INTO "varve_streams" VALUES(1,'account-1','account',NULL);
INSERT INTO "varve_streams" VALUES(2,'account-2','account','2026-02-28T12:00:00.000Z');
CREATE INDEX varve_streams_closed ON varve_streams (stream_key) WHERE closed_at IS NOT NULL;
CREATE INDEX varve_streams_category ON varve_streams (category);
CREATE INDEX varve_parked_streams ON varve_parked_events (processor, stream_name, place);
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
COMMIT;
