import { randomUUID } from 'node:crypto';
import { type ItemAddedData, newMetadata } from '../workload.js';
import type { RawEvent, RawRow, RawStore } from './raw-store.js';

/**
 * The least that a store in memory can be and still not share objects with its callers: a map of arrays of JSON text
 * with a version check. No log, no event ids looked up, no transactions.
 */
export function createRawMemory(): RawStore {
  const streams = new Map<string, RawRow[]>();
  return {
    async append(stream, streamVersion, items) {
      const rows = streams.get(stream) ?? [];
      if (rows.length !== streamVersion) throw new Error(`${stream} is at ${rows.length}, not at ${streamVersion}.`);
      if (rows.length === 0) streams.set(stream, rows);
      const recordedAt = new Date().toISOString();
      const metadata = JSON.stringify(newMetadata());
      for (const item of items) rows.push(rowOf(item, rows.length, { metadata, recordedAt }));
      return rows.length;
    },
    async readRows(stream) {
      return streams.get(stream) ?? [];
    },
    async close() {
      streams.clear();
    },
  };
}

/** What the events of one batch share. */
export interface SharedColumns {
  readonly metadata: string;
  readonly recordedAt: string;
}

/** An event as both raw stores write it. */
export function rowOf(item: ItemAddedData, position: number, { metadata, recordedAt }: SharedColumns): RawRow {
  return {
    position,
    event_id: randomUUID(),
    type: 'basket.ItemAdded',
    schema_version: 1,
    data: JSON.stringify(item),
    metadata,
    recorded_at: recordedAt,
  };
}

export function parseRow(row: RawRow): RawEvent {
  return {
    type: row.type,
    data: JSON.parse(row.data),
    metadata: JSON.parse(row.metadata),
    eventId: row.event_id,
    position: row.position,
    recordedAt: row.recorded_at,
    schemaVersion: row.schema_version,
  };
}
