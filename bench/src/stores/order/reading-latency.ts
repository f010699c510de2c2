import { randomUUID } from 'node:crypto';
import type { EventId, FullEventStore, StreamName } from '@varve/runtime';
import { openPostgresStore } from '@varve/runtime/postgres';
import { type BenchServer, poolOf } from '../../measure/bench-server.js';
import { percentile } from '../../measure/statistics.js';
import { metadataText } from '../../measure/stored-events.js';
import { itemData } from '../../runtime/workload.js';

export interface Latency {
  /** Appends a second. */
  readonly achieved: number;
  /** Milliseconds from the answer to an append until a reader has its event. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const streams = 64;
const data = JSON.stringify(itemData);
const metadata = metadataText(1);

/** Appends at a steady rate, whatever becomes of those before, while a reader with connections of its own follows the log. */
export async function measureLatency(server: BenchServer, rate: number, seconds: number): Promise<Latency> {
  const url = await server.emptyDatabase();
  const [pool, readerPool] = [poolOf(url), poolOf(url)];
  const store = await openPostgresStore({ connection: pool, preparedStatements: true });
  const reader = await openPostgresStore({ connection: readerPool, preparedStatements: true });
  const answered = new Map<EventId, number>();
  const latencies: number[] = [];
  const total = Math.max(2, Math.round(rate * seconds));
  const began = performance.now();
  const following = follow(reader, store, total, (eventId) => {
    // Seen before its writer was told counts as at once.
    latencies.push(Math.max(0, performance.now() - (answered.get(eventId) ?? performance.now())));
  });
  const writing: Promise<void>[] = [];
  for (let sent = 0; sent < total; sent += 1) {
    await until(began + (sent / rate) * 1_000);
    writing.push(append(store, sent, answered));
  }
  await Promise.all(writing);
  const achieved = total / ((performance.now() - began) / 1_000);
  await following;
  await Promise.all([pool.end(), readerPool.end()]);
  return {
    achieved,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
  };
}

async function until(instant: number): Promise<void> {
  const rest = instant - performance.now();
  if (rest > 1) await new Promise((resolve) => setTimeout(resolve, rest));
}

async function append(store: FullEventStore, index: number, answered: Map<EventId, number>): Promise<void> {
  const eventId = randomUUID() as EventId;
  const streamName = `latency-${index % streams}` as StreamName;
  await store.append({
    streamName,
    expected: 'any',
    events: [{ eventId, type: 'shop.ItemAdded', schemaVersion: 1, data, metadata }],
  });
  answered.set(eventId, performance.now());
}

/** Reads the log to its end whenever the writer's store has told of an append, as a processor in the same program does. */
async function follow(
  reader: FullEventStore,
  writer: FullEventStore,
  total: number,
  seen: (eventId: EventId) => void,
): Promise<void> {
  let wake: () => void = () => undefined;
  let news = true;
  const stop = writer.onAppend(() => {
    news = true;
    wake();
  });
  let after: Awaited<ReturnType<FullEventStore['head']>>;
  for (let count = 0; count < total;) {
    if (!news) await new Promise<void>((resolve) => (wake = resolve));
    news = false;
    for (let end = false; !end;) {
      const page = await reader.readLog(after === undefined ? {} : { after });
      page.events.forEach(({ eventId }) => seen(eventId));
      count += page.events.length;
      after = page.scannedTo ?? after;
      end = page.end;
    }
  }
  stop();
}
