import type { EventId, StreamName } from '../../message/identifiers.js';
import { parkedLimit } from '../../store/check-parked-event.js';
import type { ParkedEvent, ReadParkedOptions } from '../../store/parked-event.js';
import type { Connection } from './connection.js';

// Parked events: one function a statement. Arguments were checked before.

type ParkedRow = readonly [EventId, StreamName, number, string, string];

export function readParked(
  connection: Connection,
  processor: string,
  { streamName, limit = parkedLimit }: ReadParkedOptions,
): readonly ParkedEvent[] {
  return connection
    .statement<ParkedRow>(
      `SELECT event_id, stream_name, position, log_position, reason FROM varve_parked_events
        WHERE processor = ?1 AND (?2 IS NULL OR stream_name = ?2) ORDER BY place LIMIT ?3`,
    )
    .all(processor, streamName ?? null, limit)
    .map(([eventId, name, position, logPosition, reason]) => {
      return { processor, eventId, streamName: name, position, logPosition, reason };
    });
}

export function parkEvent(connection: Connection, event: ParkedEvent): void {
  const { processor, eventId, streamName, position, logPosition, reason } = event;
  connection
    .statement(
      `INSERT INTO varve_parked_events (processor, event_id, stream_name, position, log_position, reason)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (processor, event_id) DO UPDATE SET stream_name = excluded.stream_name,
          position = excluded.position, log_position = excluded.log_position, reason = excluded.reason`,
    )
    .run(processor, eventId, streamName, position, logPosition, reason);
}

export function unparkEvents(connection: Connection, processor: string, eventIds: readonly EventId[]): void {
  const remove = connection.statement('DELETE FROM varve_parked_events WHERE processor = ? AND event_id = ?');
  for (const eventId of eventIds) remove.run(processor, eventId);
}
