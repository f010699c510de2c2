import type { Attributes, BatchObservableResult } from '@opentelemetry/api';
import { processorLag } from '../processor/processor-lag.js';
import type { ParkedReader } from '../store/parked-event.js';
import type { LogReader } from '../store/read.js';
import type { CheckpointReader } from '../store/unit.js';
import { telemetryMeter, type TelemetryOptions } from './open-telemetry.js';

export interface WatchedProcessors extends Pick<TelemetryOptions, 'meterProvider'> {
  readonly store: LogReader & CheckpointReader & ParkedReader;
  /** Names of processors, whichever process runs them; asked for whenever metrics are collected. */
  readonly processors: () => readonly string[];
}

/**
 * Tells how far processors are behind whenever metrics are collected, from their checkpoints: also of those that nobody
 * runs any more. One that cannot be asked is left out. @returns a function that stops it
 */
export function watchProcessors({ store, processors, ...options }: WatchedProcessors): () => void {
  const meter = telemetryMeter(options);
  const events = meter.createObservableGauge('varve.processor.lag', {
    unit: '{event}',
    description: 'Places of the log that a processor has not passed.',
  });
  const seconds = meter.createObservableGauge('varve.processor.lag.time', {
    unit: 's',
    description: 'Age of the first event that a processor has not passed.',
  });
  const parked = meter.createObservableGauge('varve.processor.parked', {
    unit: '{event}',
    description: 'Events that a processor has put aside.',
  });
  const observe = async (result: BatchObservableResult): Promise<void> => {
    await Promise.allSettled(
      processors().map(async (name) => {
        const lag = await processorLag(store, name);
        const labels: Attributes = { 'messaging.consumer.group.name': name };
        result.observe(events, lag.events, labels);
        result.observe(seconds, lag.seconds, labels);
        result.observe(parked, lag.parked, labels);
      }),
    );
  };
  const observables = [events, seconds, parked];
  meter.addBatchObservableCallback(observe, observables);
  return () => meter.removeBatchObservableCallback(observe, observables);
}
