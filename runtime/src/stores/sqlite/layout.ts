import { archive } from './archive-layout.js';
import { refuse } from './refuse-change.js';

/** Number of the table layout below. A newer one in a file means that a newer release wrote it. */
export const currentLayout = 5;

/** The first layout with an archive. Files of earlier ones can still be read by who may not write them. */
export const archiveSince = 4;

/** «VRVE», for tools such as file(1) that look at a database's header. */
const applicationId = 0x56525645;

const shapes = `CREATE TABLE varve_shapes (
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    shape_hash TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (type, schema_version)
  ) STRICT`;

const leases = `CREATE TABLE varve_leases (
    name TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    expires_at TEXT NOT NULL
  ) STRICT`;

const parkedEvents = `CREATE TABLE varve_parked_events (
    place INTEGER PRIMARY KEY,
    processor TEXT NOT NULL,
    event_id TEXT NOT NULL,
    stream_name TEXT NOT NULL,
    position INTEGER NOT NULL,
    log_position TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (processor, event_id)
  ) STRICT`;

const parkedByStream = 'CREATE INDEX varve_parked_streams ON varve_parked_events (processor, stream_name, place)';

const schemaHistory = `CREATE TABLE varve_schema_history (
    layout INTEGER PRIMARY KEY,
    from_layout INTEGER NOT NULL,
    "release" TEXT,
    applied_at TEXT NOT NULL
  ) STRICT`;

/** A file that was made before knows only that it was. */
const earlierHistory = `INSERT INTO varve_schema_history (layout, from_layout, applied_at)
  SELECT layout, 0, created_at FROM varve_log`;

/** What each layout added to the one before: what lies in a file stays as it is. */
const added: ReadonlyMap<number, readonly string[]> = new Map([
  [2, [shapes]],
  [3, [leases, parkedEvents, parkedByStream]],
  [4, archive],
  [5, [schemaHistory, earlierHistory]],
]);

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
  `CREATE TABLE varve_streams (
    stream_key INTEGER PRIMARY KEY,
    stream_name TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL,
    closed_at TEXT
  ) STRICT`,
  'CREATE INDEX varve_streams_category ON varve_streams (category)',
  `CREATE TABLE varve_events (
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
  ) STRICT`,
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
  `CREATE TABLE varve_documents (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    data TEXT,
    PRIMARY KEY (collection, key)
  ) STRICT`,
  `CREATE TABLE varve_outbox (
    place INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    order_key TEXT NOT NULL,
    payload TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE varve_checkpoints (
    name TEXT NOT NULL PRIMARY KEY,
    log_id TEXT NOT NULL,
    log_position TEXT NOT NULL,
    event_id TEXT NOT NULL,
    epoch INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE varve_snapshots (
    stream_name TEXT NOT NULL,
    state_hash TEXT NOT NULL,
    stream_version INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (stream_name, state_hash)
  ) STRICT`,
  shapes,
  leases,
  parkedEvents,
  parkedByStream,
  schemaHistory,
  ...refuse('varve_events', 'UPDATE', 'events are append-only'),
  ...refuse('varve_streams', 'DELETE', 'streams are never forgotten'),
  ...refuse('varve_streams', 'UPDATE OF stream_key, stream_name, category', 'streams keep their names'),
  ...archive,
];
