/**
 * A log as years leave it behind: events of all schema versions that bench/evolved ever had, of many streams at a time, a few
 * of one stream in a row with the metadata of their command. Rows are written without the store, which would take minutes.
 */
import { openSqliteStore } from '@varve/runtime/sqlite';
import { freightRegistry } from '../../evolved/generated/freight/freight.js';
import { type Database, loadDriver } from '../measure/sqlite-driver.js';
import { metadataText, uuidOf } from '../measure/stored-events.js';
import { registeredV1, weighedV1 } from '../upcast/parcels.js';

const streamsAtATime = 100;
const eventsPerStream = 50;
const eventsPerCommand = 5;

type Step = (data: unknown) => unknown;

interface Kind {
  readonly type: string;
  readonly first: (index: number) => object;
  /** Steps to each later version, in order. */
  readonly steps: readonly Step[];
}

/** Writes `count` events into a new store at `path`. */
export async function writeMixedLog(path: string, count: number): Promise<void> {
  const store = await openSqliteStore({ path, durability: 'normal' });
  await store.close();
  const { DatabaseSync } = await loadDriver();
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN');
    insertEvents(database, count);
    database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function insertEvents(database: Database, count: number): void {
  const kinds = [kindOf('ParcelRegistered', registeredV1), kindOf('ParcelWeighed', weighedV1)];
  const stream = database.prepare('INSERT INTO varve_streams (stream_key, stream_name, category) VALUES (?, ?, ?)');
  const insert = database.prepare(`INSERT INTO varve_events
    (log_position, stream_key, position, event_id, type, schema_version, recorded_at, metadata, data)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  let metadata = '';
  for (let index = 0; index < count; index += 1) {
    if (index % eventsPerCommand === 0) metadata = metadataText(index);
    const { key, position } = placeOf(index);
    if (position === 0) stream.run(key, `freight.parcel-parcel${key}`, 'freight.parcel');
    const { type, schemaVersion, data } = eventOf(kinds, index, position);
    insert.run(index + 1, key, position, uuidOf(index), type, schemaVersion, recordedAt, metadata, data);
  }
}

const recordedAt = '2026-03-01T09:30:00.000Z';

/** Streams take turns, a command's events each, until those of one group are full. */
function placeOf(index: number): { readonly key: number; readonly position: number } {
  const perGroup = streamsAtATime * eventsPerStream;
  const within = index % perGroup;
  const command = Math.floor(within / eventsPerCommand);
  const round = Math.floor(command / streamsAtATime);
  return {
    key: Math.floor(index / perGroup) * streamsAtATime + (command % streamsAtATime) + 1,
    position: round * eventsPerCommand + (within % eventsPerCommand),
  };
}

function eventOf(
  kinds: readonly Kind[],
  index: number,
  position: number,
): { readonly type: string; readonly schemaVersion: number; readonly data: string } {
  // One in five registers, as it were; the others weigh.
  const kind = kinds[position % 5 === 0 ? 0 : 1];
  if (kind === undefined) throw new Error('There are two kinds of events.');
  const schemaVersion = 1 + ((index + Math.floor(index / eventsPerCommand)) % (kind.steps.length + 1));
  const data = kind.steps.slice(0, schemaVersion - 1).reduce<unknown>((old, step) => step(old), kind.first(index));
  return { type: kind.type, schemaVersion, data: JSON.stringify(data) };
}

function kindOf(name: string, first: (index: number) => object): Kind {
  const type = `freight.${name}`;
  const definition = freightRegistry.names.get(type)?.definition;
  if (definition === undefined) throw new Error(`There is no ${type}.`);
  const later = Object.values(definition.versions).slice(1);
  return { type, first, steps: later.map(({ upcast }) => upcast as Step) };
}
