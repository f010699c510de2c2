import type { EventId, StreamName } from '../../message/identifiers.js';
import { parkedLimit } from '../../store/check-parked-event.js';
import type { ParkedEvent, ReadParkedOptions } from '../../store/parked-event.js';
import { parkedOwner, tenantSaid } from '../../store/tenant.js';
import type { Scope } from './scope.js';

// Parked events: one function a statement. Arguments were checked before.

type ParkedRow = readonly [EventId, StreamName, number, string, string, string];

export function readParked(
  { connection, tenant: handle }: Scope,
  processor: string,
  { streamName, tenant, limit = parkedLimit }: ReadParkedOptions,
): readonly ParkedEvent[] {
  return connection
    .statement<ParkedRow>(
      `SELECT event_id, stream_name, position, log_position, reason, stream_tenant FROM varve_parked_events
        WHERE tenant = ?1 AND processor = ?2 AND (?3 IS NULL OR stream_name = ?3 AND stream_tenant = ?4)
        ORDER BY place LIMIT ?5`,
    )
    .all(handle, processor, streamName ?? null, parkedOwner(tenant, handle), limit)
    .map(([eventId, name, position, logPosition, reason, owner]) => {
      return { processor, eventId, ...tenantSaid(owner), streamName: name, position, logPosition, reason };
    });
}

export function parkEvent({ connection, tenant: handle }: Scope, event: ParkedEvent): void {
  const { processor, eventId, tenant, streamName, position, logPosition, reason } = event;
  connection
    .statement(
      `INSERT INTO varve_parked_events (tenant, processor, event_id, stream_tenant, stream_name, position, log_position, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, processor, event_id) DO UPDATE SET
          stream_tenant = excluded.stream_tenant, stream_name = excluded.stream_name,
          position = excluded.position, log_position = excluded.log_position, reason = excluded.reason`,
    )
    .run(handle, processor, eventId, parkedOwner(tenant, handle), streamName, position, logPosition, reason);
}

export function unparkEvents({ connection, tenant }: Scope, processor: string, eventIds: readonly EventId[]): void {
  const remove = connection.statement(
    'DELETE FROM varve_parked_events WHERE tenant = ? AND processor = ? AND event_id = ?',
  );
  for (const eventId of eventIds) remove.run(tenant, processor, eventId);
}
