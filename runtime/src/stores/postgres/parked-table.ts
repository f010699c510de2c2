import type { EventId, StreamName } from '../../message/identifiers.js';
import { parkedLimit } from '../../store/check-parked-event.js';
import type { ParkedEvent, ReadParkedOptions } from '../../store/parked-event.js';
import { parkedOwner, tenantSaid } from '../../store/tenant.js';
import { textArray } from './array-literal.js';
import type { Scope } from './scope.js';
import type { SqlStatement } from './driver.js';
import { ask, type Asking } from './state-tables.js';

// Parked events: a statement and what its rows mean. Arguments were checked before.

export function readParked(
  { schema: s, tenant: handle }: Scope,
  processor: string,
  { streamName, tenant, limit = parkedLimit }: ReadParkedOptions,
): Asking<readonly ParkedEvent[]> {
  const text = `SELECT event_id, stream_name, position, log_position, reason, stream_tenant FROM ${s}.parked_events
    WHERE tenant = $1 AND processor = $2 AND ($3::text IS NULL OR stream_name = $3 AND stream_tenant = $4)
    ORDER BY place LIMIT $5::bigint`;
  const parameters = [handle, processor, streamName ?? null, parkedOwner(tenant, handle), String(limit)];
  return ask({ text, parameters }, (rows) =>
    rows.map((row) => ({
      processor,
      eventId: (row[0] ?? '') as EventId,
      ...tenantSaid(row[5] ?? ''),
      streamName: (row[1] ?? '') as StreamName,
      position: Number(row[2]),
      logPosition: row[3] ?? '',
      reason: row[4] ?? '',
    })),
  );
}

export function parkEvent({ schema: s, tenant: handle }: Scope, event: ParkedEvent): SqlStatement {
  const text = `INSERT INTO ${s}.parked_events
      (tenant, processor, event_id, stream_tenant, stream_name, position, log_position, reason)
    VALUES ($1, $2, $3, $4, $5, $6::bigint, $7, $8) ON CONFLICT ON CONSTRAINT parked_events_event DO UPDATE SET
      stream_tenant = excluded.stream_tenant,
      stream_name = excluded.stream_name, position = excluded.position, log_position = excluded.log_position,
      reason = excluded.reason`;
  const { processor, eventId, tenant, streamName, position, logPosition, reason } = event;
  const owner = parkedOwner(tenant, handle);
  return { text, parameters: [handle, processor, eventId, owner, streamName, String(position), logPosition, reason] };
}

export function unparkEvents(
  { schema: s, tenant }: Scope,
  processor: string,
  eventIds: readonly EventId[],
): SqlStatement {
  const text = `DELETE FROM ${s}.parked_events WHERE tenant = $1 AND processor = $2 AND event_id = ANY ($3::text[])`;
  return { text, parameters: [tenant, processor, textArray(eventIds)] };
}
