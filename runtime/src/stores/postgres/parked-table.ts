import type { EventId, StreamName } from '../../message/identifiers.js';
import { parkedLimit } from '../../store/check-parked-event.js';
import type { ParkedEvent, ReadParkedOptions } from '../../store/parked-event.js';
import { textArray } from './array-literal.js';
import type { SqlStatement } from './driver.js';
import { ask, type Asking } from './state-tables.js';

// Parked events: a statement and what its rows mean. Arguments were checked before.

export function readParked(
  s: string,
  processor: string,
  { streamName, limit = parkedLimit }: ReadParkedOptions,
): Asking<readonly ParkedEvent[]> {
  const text = `SELECT event_id, stream_name, position, log_position, reason FROM ${s}.parked_events
    WHERE processor = $1 AND ($2::text IS NULL OR stream_name = $2) ORDER BY place LIMIT $3::bigint`;
  return ask({ text, parameters: [processor, streamName ?? null, String(limit)] }, (rows) =>
    rows.map((row) => ({
      processor,
      eventId: (row[0] ?? '') as EventId,
      streamName: (row[1] ?? '') as StreamName,
      position: Number(row[2]),
      logPosition: row[3] ?? '',
      reason: row[4] ?? '',
    })),
  );
}

export function parkEvent(s: string, event: ParkedEvent): SqlStatement {
  const text = `INSERT INTO ${s}.parked_events (processor, event_id, stream_name, position, log_position, reason)
    VALUES ($1, $2, $3, $4::bigint, $5, $6) ON CONFLICT ON CONSTRAINT parked_events_event DO UPDATE SET
      stream_name = excluded.stream_name, position = excluded.position, log_position = excluded.log_position,
      reason = excluded.reason`;
  const { processor, eventId, streamName, position, logPosition, reason } = event;
  return { text, parameters: [processor, eventId, streamName, String(position), logPosition, reason] };
}

export function unparkEvents(s: string, processor: string, eventIds: readonly EventId[]): SqlStatement {
  const text = `DELETE FROM ${s}.parked_events WHERE processor = $1 AND event_id = ANY ($2::text[])`;
  return { text, parameters: [processor, textArray(eventIds)] };
}
