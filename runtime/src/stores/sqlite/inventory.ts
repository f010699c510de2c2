import type { EventId, StreamName } from '../../message/identifiers.js';
import type { InventoryWork, SnapshotSelection, StreamSelection } from '../../store/check-inventory.js';
import type { Owned, StreamSummary } from '../../store/inventory.js';
import { stateOf } from '../../store/read-bounds.js';
import { tenantSaid } from '../../store/tenant.js';
import type { ViewGeneration } from '../../store/view.js';
import { inBoth } from './both-tables.js';
import type { SqliteValue } from './driver.js';
import type { Scope } from './scope.js';
import type { Read } from './store-reads.js';
import { shapeFrom } from './view-tables.js';

export interface InventorySettings extends Scope {
  readonly read: Read;
}

/** A tenant's own rows, or everybody's. */
const inSight = `?1 IN ('', tenant)`;

const timeAt = (position: string): string =>
  `coalesce((SELECT recorded_at FROM varve_events e WHERE e.stream_key = s.stream_key AND e.position = ${position}),
    (SELECT recorded_at FROM varve_archived_events e WHERE e.stream_key = s.stream_key AND e.position = ${position}))`;

const selectStreams = `SELECT tenant, stream_name, closed, archived, archived_before, last, ${timeAt('0')}, ${timeAt('last')}
  FROM (SELECT stream_key, tenant, stream_name, closed_at IS NOT NULL AS closed, archived_at IS NOT NULL AS archived,
      archived_before, (SELECT max(position) FROM varve_events e WHERE e.stream_key = t.stream_key) AS last
    FROM varve_streams t WHERE ${inSight} AND (tenant, stream_name) > (?2, ?3) AND (?4 IS NULL OR category = ?4)
      AND substr(stream_name, 1, length(?5)) = ?5 ORDER BY tenant, stream_name) s
  WHERE last IS NOT NULL OR closed LIMIT ?6`;

const selectEvent = inBoth(
  (events) => `SELECT s.tenant, s.stream_name, e.position FROM ${events} e
    JOIN varve_streams s ON s.stream_key = e.stream_key WHERE e.event_id = ?2 AND ${inSight}`,
);

const selectSnapshots = `SELECT tenant, stream_name, state_hash, stream_version, event_id, length(CAST(data AS BLOB))
  FROM varve_snapshots WHERE ${inSight} AND (tenant, stream_name, state_hash) > (?2, ?3, ?4)
    AND (?5 IS NULL OR stream_name = ?5) ORDER BY tenant, stream_name, state_hash LIMIT ?6`;

const selectCheckpoints = `SELECT tenant, name, log_id, log_position, event_id, epoch FROM varve_checkpoints
  WHERE ${inSight} ORDER BY tenant, name`;

const selectLeases = `SELECT tenant, name, owner, epoch, expires_at FROM varve_leases WHERE ${inSight}
  ORDER BY tenant, name`;

const selectParked = `SELECT tenant, processor, count(*), count(DISTINCT stream_tenant || char(0) || stream_name)
  FROM varve_parked_events WHERE ${inSight} GROUP BY tenant, processor ORDER BY tenant, processor`;

const selectViews = `SELECT name, hash, state, shape FROM varve_views ORDER BY name, state = 'serving' DESC, rowid`;

/** What the tables hold. Arguments were checked before. */
export function inventoryWork({ read, connection, tenant: handle }: InventorySettings): InventoryWork {
  const rows = <Row extends readonly unknown[]>(sql: string, ...parameters: SqliteValue[]): Promise<readonly Row[]> =>
    read(() => connection.statement<Row>(sql).all(...parameters));
  const said = (owner: string): { readonly tenant?: string } => (handle === '' ? tenantSaid(owner) : {});
  return {
    async streams({ after, category, prefix, limit }: StreamSelection) {
      const found = await rows<StreamRow>(selectStreams, handle, ...after, category ?? null, prefix, limit);
      return found.map((row) => ({ ...summaryOf(row), ...said(row[0]) }));
    },
    async event(eventId) {
      const [row] = await rows<readonly [string, StreamName, number]>(selectEvent, handle, eventId);
      return row && { streamName: row[1], position: row[2], ...said(row[0]) };
    },
    async checkpoints() {
      const found = await rows<readonly [string, string, string, string, EventId, number]>(selectCheckpoints, handle);
      return found.map(([owner, name, logId, logPosition, eventId, epoch]) => {
        return { name, logId, logPosition, eventId, epoch, ...said(owner) };
      });
    },
    async leases() {
      const found = await rows<readonly [string, string, string, number, string]>(selectLeases, handle);
      return found.map(([tenant, name, owner, epoch, expiresAt]) => {
        return { name, owner, epoch, expiresAt, ...said(tenant) };
      });
    },
    async snapshots({ after, streamName, limit }: SnapshotSelection) {
      const found = await rows<readonly [string, StreamName, string, number, EventId, number]>(
        selectSnapshots,
        ...[handle, ...after, streamName ?? null, limit],
      );
      return found.map(([owner, name, stateHash, streamVersion, eventId, bytes]) => {
        return { streamName: name, stateHash, streamVersion, eventId, bytes, ...said(owner) };
      });
    },
    async parked() {
      const found = await rows<readonly [string, string, number, number]>(selectParked, handle);
      return found.map(([owner, processor, events, streams]) => ({ processor, events, streams, ...said(owner) }));
    },
    async views() {
      const found = await rows<readonly [string, string, ViewGeneration['state'], string]>(selectViews);
      return found.map(([name, hash, state, shape]) => ({ name, hash, state, shape: shapeFrom(shape) }));
    },
  };
}

type StreamRow = readonly [
  tenant: string,
  streamName: StreamName,
  closed: number,
  archived: number,
  archivedBefore: number,
  last: number | null,
  firstRecordedAt: string | null,
  lastRecordedAt: string | null,
];

function summaryOf(row: StreamRow): Owned<StreamSummary> {
  const [, streamName, closed, archived, archivedBefore, last, first, latest] = row;
  const streamVersion = last === null ? 0 : last + 1;
  return {
    streamName,
    streamVersion,
    state: stateOf({ streamVersion, closed: closed === 1, archived: archived === 1, archivedBefore }),
    archivedBefore,
    firstRecordedAt: first ?? undefined,
    lastRecordedAt: latest ?? undefined,
  };
}
