import { archive } from './archive-layout.js';
import { eventTable } from './event-table.js';
import { refuse } from './refuse-change.js';
import { views as madeOfEvents } from './view-layout.js';

/** Number of the table layout below. A newer one in a file means that a newer release wrote it. */
export const currentLayout = 7;

/** «VRVE», for tools such as file(1) that look at a database's header. */
const applicationId = 0x56525645;

const shapes = `CREATE TABLE varve_shapes (
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    shape_hash TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (type, schema_version)
  ) STRICT`;

const streams = `CREATE TABLE varve_streams (
    stream_key INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL DEFAULT '',
    stream_name TEXT NOT NULL,
    category TEXT NOT NULL,
    closed_at TEXT,
    UNIQUE (tenant, stream_name)
  ) STRICT`;

const streamIndexes = [
  'CREATE INDEX varve_streams_closed ON varve_streams (stream_key) WHERE closed_at IS NOT NULL',
  'CREATE INDEX varve_streams_category ON varve_streams (category)',
] as const;

const documents = `CREATE TABLE varve_documents (
    tenant TEXT NOT NULL DEFAULT '',
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    data TEXT,
    PRIMARY KEY (tenant, collection, key)
  ) STRICT`;

const outbox = `CREATE TABLE varve_outbox (
    place INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL DEFAULT '',
    message_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    order_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    UNIQUE (tenant, message_id)
  ) STRICT`;

const checkpoints = `CREATE TABLE varve_checkpoints (
    tenant TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    log_id TEXT NOT NULL,
    log_position TEXT NOT NULL,
    event_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (tenant, name)
  ) STRICT`;

const snapshots = `CREATE TABLE varve_snapshots (
    tenant TEXT NOT NULL DEFAULT '',
    stream_name TEXT NOT NULL,
    state_hash TEXT NOT NULL,
    stream_version INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (tenant, stream_name, state_hash)
  ) STRICT`;

const leases = `CREATE TABLE varve_leases (
    tenant TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (tenant, name)
  ) STRICT`;

const parkedEvents = `CREATE TABLE varve_parked_events (
    place INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL DEFAULT '',
    processor TEXT NOT NULL,
    event_id TEXT NOT NULL,
    stream_tenant TEXT NOT NULL DEFAULT '',
    stream_name TEXT NOT NULL,
    position INTEGER NOT NULL,
    log_position TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (tenant, processor, event_id)
  ) STRICT`;

const parkedByStream = `CREATE INDEX varve_parked_streams
  ON varve_parked_events (tenant, processor, stream_tenant, stream_name, place)`;

const schemaHistory = `CREATE TABLE varve_schema_history (
    layout INTEGER PRIMARY KEY,
    from_layout INTEGER NOT NULL,
    "release" TEXT,
    applied_at TEXT NOT NULL
  ) STRICT`;

/** A file that was made before knows only that it was. */
const earlierHistory = `INSERT INTO varve_schema_history (layout, from_layout, applied_at)
  SELECT layout, 0, created_at FROM varve_log`;

/** What hangs on `varve_streams`: made anew when that table is. */
const streamGuards: readonly string[] = [
  refuse('varve_streams', 'DELETE', 'streams are never forgotten'),
  refuse('varve_streams', 'UPDATE OF stream_key, tenant, stream_name, category', 'streams keep their names'),
  refuse('varve_streams', 'UPDATE OF closed_at', 'streams stay closed', 'WHEN old.closed_at IS NOT NULL'),
];

const views: readonly string[] = [
  `CREATE VIEW varve_events_by_log AS
    SELECT e.log_position, s.tenant, s.stream_name, e.position, e.type, e.schema_version, e.recorded_at, e.event_id,
      e.data, e.metadata, s.closed_at IS NOT NULL AS hidden
    FROM varve_events e JOIN varve_streams s ON s.stream_key = e.stream_key ORDER BY e.log_position`,
  `CREATE VIEW varve_stream_versions AS
    SELECT s.tenant, s.stream_name, s.category, count(e.log_position) AS stream_version,
      max(e.recorded_at) AS last_recorded_at, s.closed_at
    FROM varve_streams s LEFT JOIN varve_events e ON e.stream_key = s.stream_key GROUP BY s.stream_key`,
];

/**
 * What each layout added to the one before. Until layout 3 tables were only added; a key cannot be changed in SQLite, so
 * that the fourth copies the tables whose keys begin with a tenant from then on. Events stay where they lie.
 */
const added: ReadonlyMap<number, readonly string[]> = new Map([
  [2, [shapes]],
  [3, [leases, parkedEvents, parkedByStream]],
  [
    4,
    [
      'DROP VIEW varve_events_by_log',
      'DROP VIEW varve_stream_versions',
      ...copied('varve_streams', streams, 'stream_key, stream_name, category, closed_at'),
      ...streamIndexes,
      ...streamGuards,
      ...views,
      ...copied('varve_documents', documents, 'collection, key, revision, data'),
      ...copied('varve_outbox', outbox, 'place, message_id, topic, order_key, payload'),
      ...copied('varve_checkpoints', checkpoints, 'name, log_id, log_position, event_id, epoch'),
      ...copied('varve_snapshots', snapshots, 'stream_name, state_hash, stream_version, event_id, data'),
      ...copied('varve_leases', leases, 'name, owner, epoch, expires_at'),
      ...copied(
        'varve_parked_events',
        parkedEvents,
        'place, processor, event_id, stream_name, position, log_position, reason',
      ),
      parkedByStream,
    ],
  ],
  [5, archive],
  [6, [schemaHistory, earlierHistory]],
  [7, madeOfEvents],
]);

/** A table made anew, with everything that lay in it. What hung on it is gone with the old one. */
function copied(table: string, statement: string, columns: string): readonly string[] {
  return [
    `ALTER TABLE ${table} RENAME TO varve_before`,
    statement,
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM varve_before`,
    'DROP TABLE varve_before',
  ];
}

/** Statements that take tables of an earlier layout up to the present one. */
export function upgradesFrom(layout: number): readonly string[] {
  return [...added].filter(([to]) => to > layout).flatMap(([, statements]) => statements);
}

/**
 * Statements that make the present layout. Everything is plain text and readable with the sqlite3 shell: `varve_events_by_log` and
 * `varve_stream_versions` are there for people. Log positions are row ids of `varve_events`: handed out within the one
 * writer's transaction, dense, in commit order, and never reused, since the newest row of that table cannot be deleted.
 */
export const createLayout: readonly string[] = [
  `PRAGMA application_id = ${applicationId}`,
  `CREATE TABLE varve_log (
    singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
    log_id TEXT NOT NULL,
    layout INTEGER NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT`,
  streams,
  ...streamIndexes,
  eventTable('varve_events'),
  `CREATE TABLE varve_outcomes (
    tenant TEXT NOT NULL,
    context TEXT NOT NULL,
    command_id TEXT NOT NULL,
    command_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    result TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (tenant, context, command_id)
  ) STRICT`,
  documents,
  outbox,
  checkpoints,
  snapshots,
  shapes,
  leases,
  parkedEvents,
  parkedByStream,
  schemaHistory,
  refuse('varve_events', 'UPDATE', 'events are append-only'),
  refuse('varve_events', 'DELETE', 'events are append-only'),
  ...streamGuards,
  ...views,
  ...archive,
  ...madeOfEvents,
];
