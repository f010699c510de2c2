import type { EventId, StreamName } from '../../message/identifiers.js';
import type { InventoryWork, SnapshotSelection, StreamSelection } from '../../store/check-inventory.js';
import type { StreamSummary } from '../../store/inventory.js';
import { stateOf } from '../../store/read-bounds.js';
import { tenantSaid } from '../../store/tenant.js';
import type { Rows } from './connections.js';
import type { Cell } from './driver.js';
import { instantOf } from './event-reads.js';
import { eventsWherever } from './layout/events-wherever.js';
import type { Scope } from './scope.js';
import type { StatementRunner } from './statement-runner.js';
import { generationOf } from './view-tables.js';

export interface InventorySettings extends Scope {
  readonly runner: Pick<StatementRunner, 'read'>;
}

/** A tenant's own rows, or everybody's. */
const inSight = `$1::text IN ('', tenant)`;

/** When an event was recorded, wherever it lies. */
const timeAt = (s: string, position: string): string =>
  `(SELECT to_json(e.recorded_at AT TIME ZONE 'UTC') FROM ${eventsWherever(s)} e
    WHERE e.stream_key = s.stream_key AND e.position = ${position})`;

const texts = {
  streams: (s: string) => `SELECT s.tenant, s.stream_name, s.stream_version, s.closed_at IS NOT NULL,
      s.archived_at IS NOT NULL, s.archived_before, ${timeAt(s, '0')}, ${timeAt(s, 's.stream_version - 1')}
    FROM ${s}.streams s WHERE ${inSight} AND (s.tenant, s.stream_name) > ($2, $3)
      AND ($4::text IS NULL OR s.category = $4) AND starts_with(s.stream_name, $5)
      AND (s.stream_version > 0 OR s.closed_at IS NOT NULL) ORDER BY s.tenant, s.stream_name LIMIT $6::bigint`,
  event: (s: string) => `SELECT s.tenant, s.stream_name, p.position FROM ${s}.event_places p
    JOIN ${s}.streams s USING (stream_key) WHERE ${inSight} AND p.event_id = $2::uuid`,
  checkpoints: (s: string) => `SELECT tenant, name, log_id, log_position, event_id, epoch FROM ${s}.checkpoints
    WHERE ${inSight} ORDER BY tenant, name`,
  leases: (s: string) => `SELECT tenant, name, owner, epoch, ${s}.instant_text(expires_at) FROM ${s}.leases
    WHERE ${inSight} ORDER BY tenant, name`,
  snapshots: (s: string) => `SELECT tenant, stream_name, state_hash, stream_version, event_id, octet_length(data)
    FROM ${s}.snapshots WHERE ${inSight} AND (tenant, stream_name, state_hash) > ($2, $3, $4)
      AND ($5::text IS NULL OR stream_name = $5) ORDER BY tenant, stream_name, state_hash LIMIT $6::bigint`,
  parked: (s: string) => `SELECT tenant, processor, count(*), count(DISTINCT (stream_tenant, stream_name))
    FROM ${s}.parked_events WHERE ${inSight} GROUP BY tenant, processor ORDER BY tenant, processor`,
  views: (s: string) => `SELECT hash, state, shape, name FROM ${s}.views WHERE $1::text IS NOT NULL
    ORDER BY name, state = 'serving' DESC, opened_at`,
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the tables hold. Arguments were checked before. */
export function inventoryWork({ runner, schema, tenant: handle }: InventorySettings): InventoryWork {
  const rows = (what: keyof typeof texts, ...more: readonly Cell[]): Promise<Rows> =>
    runner.read({ text: texts[what](schema), parameters: [handle, ...more] });
  const said = (row: readonly Cell[]): { readonly tenant?: string } =>
    handle === '' ? tenantSaid(textAt(row, 0)) : {};
  return {
    async streams({ after, category, prefix, limit }: StreamSelection) {
      const found = await rows('streams', ...after, category ?? null, prefix, String(limit));
      return found.map((row) => ({ ...summaryOf(row), ...said(row) }));
    },
    async event(eventId) {
      // Ids are UUIDs in these tables: whatever is none lies nowhere.
      const [row] = uuid.test(eventId) ? await rows('event', eventId) : [];
      return row && { streamName: textAt(row, 1) as StreamName, position: Number(row[2]), ...said(row) };
    },
    async checkpoints() {
      return (await rows('checkpoints')).map((row) => {
        const [name, logId, logPosition] = [textAt(row, 1), textAt(row, 2), textAt(row, 3)];
        return { name, logId, logPosition, eventId: textAt(row, 4) as EventId, epoch: Number(row[5]), ...said(row) };
      });
    },
    async leases() {
      return (await rows('leases')).map((row) => {
        const [name, owner, expiresAt] = [textAt(row, 1), textAt(row, 2), textAt(row, 4)];
        return { name, owner, epoch: Number(row[3]), expiresAt, ...said(row) };
      });
    },
    async snapshots({ after, streamName: asked, limit }: SnapshotSelection) {
      return (await rows('snapshots', ...after, asked ?? null, String(limit))).map((row) => {
        const [streamName, stateHash] = [textAt(row, 1) as StreamName, textAt(row, 2)];
        const [streamVersion, eventId, bytes] = [Number(row[3]), textAt(row, 4) as EventId, Number(row[5])];
        return { streamName, stateHash, streamVersion, eventId, bytes, ...said(row) };
      });
    },
    async parked() {
      return (await rows('parked')).map((row) => {
        return { processor: textAt(row, 1), events: Number(row[2]), streams: Number(row[3]), ...said(row) };
      });
    },
    views: async () => (await rows('views')).map((row) => generationOf(textAt(row, 3), row)),
  };
}

function summaryOf(row: readonly Cell[]): StreamSummary {
  const streamVersion = Number(row[2]);
  const archivedBefore = Number(row[5]);
  return {
    streamName: textAt(row, 1) as StreamName,
    streamVersion,
    state: stateOf({ streamVersion, closed: row[3] === 't', archived: row[4] === 't', archivedBefore }),
    archivedBefore,
    firstRecordedAt: instantAt(row, 6),
    lastRecordedAt: instantAt(row, 7),
  };
}

function instantAt(row: readonly Cell[], index: number): string | undefined {
  const json = row[index];
  return typeof json === 'string' ? instantOf(json) : undefined;
}

function textAt(row: readonly Cell[], index: number): string {
  return row[index] ?? '';
}
