import type { BatchObservableResult } from '@opentelemetry/api';
import { telemetryMeter, type TelemetryOptions } from './open-telemetry.js';

/** What of a pool of `pg` is looked at. */
export interface WatchedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

export interface WatchPoolOptions extends Pick<TelemetryOptions, 'meterProvider'> {
  /** Tells one pool from another. */
  readonly name: string;
}

/** Tells whenever metrics are collected how a pool's connections are used. @returns a function that stops it */
export function watchPool(pool: WatchedPool, { name, ...options }: WatchPoolOptions): () => void {
  const meter = telemetryMeter(options);
  const connections = meter.createObservableUpDownCounter('db.client.connection.count', {
    unit: '{connection}',
    description: 'Connections that are open, by what they do.',
  });
  const waiting = meter.createObservableUpDownCounter('db.client.connection.pending_requests', {
    unit: '{request}',
    description: 'Requests that wait for a connection.',
  });
  const labels = { 'db.client.connection.pool.name': name };
  const observe = (result: BatchObservableResult): void => {
    const { totalCount, idleCount, waitingCount } = pool;
    result.observe(connections, idleCount, { ...labels, 'db.client.connection.state': 'idle' });
    result.observe(connections, totalCount - idleCount, { ...labels, 'db.client.connection.state': 'used' });
    result.observe(waiting, waitingCount, labels);
  };
  const observables = [connections, waiting];
  meter.addBatchObservableCallback(observe, observables);
  return () => meter.removeBatchObservableCallback(observe, observables);
}
