import type { StreamName } from '../../runtime/src/message/identifiers.js';
import type { EventStore } from '../../runtime/src/store/event-store.js';
import type { StoredEvent } from '../../runtime/src/store/stored-event.js';
import { loadSqliteDriver } from '../../runtime/src/stores/sqlite/driver.js';

interface BatchMark {
  readonly batch: string;
  readonly index: number;
  readonly size: number;
}

/** Batches of the child programs that lie in these events, by name, with their events' positions. */
export function batchesIn(events: readonly StoredEvent[]): ReadonlyMap<string, { size: number; positions: number[] }> {
  const found = new Map<string, { size: number; positions: number[] }>();
  for (const { data, position } of events) {
    // Written by children/program.ts.
    const { batch, index, size } = JSON.parse(data) as BatchMark;
    const entry = found.get(batch) ?? { size, positions: [] };
    if (entry.positions.length !== index) throw new Error(`Batch ${batch}: event ${index} out of its order.`);
    entry.positions.push(position);
    found.set(batch, entry);
  }
  return found;
}

/** Names of batches of which only a part is there, or whose events do not lie together. */
export function tornBatches(events: readonly StoredEvent[]): readonly string[] {
  return [...batchesIn(events)]
    .filter(
      ([, { size, positions }]) => positions.length !== size || positions.some((p, i) => p !== (positions[0] ?? 0) + i),
    )
    .map(([name]) => name);
}

export async function wholeStream(store: EventStore, streamName: StreamName): Promise<readonly StoredEvent[]> {
  const { events, end } = await store.readStream(streamName, { limit: 1_000_000 });
  if (!end) throw new Error('The stream is longer than expected.');
  return events;
}

/** SQLite's own opinion of a file. */
export async function integrityOf(path: string): Promise<string> {
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 1_000 });
  const answer = database.prepare<{ integrity_check: string }>('PRAGMA integrity_check').get();
  database.close();
  return answer?.integrity_check ?? 'no answer';
}
