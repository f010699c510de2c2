import type { Attributes, Counter, Histogram, Meter } from '@opentelemetry/api';
import type { Ending, Notice, Operation } from '../observe/observer.js';
import { categoryOf } from './operation-span.js';

const seconds = {
  unit: 's',
  advice: { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
};

/** What is measured of operations, however many of them there are. */
export class Instruments {
  readonly #durations: Readonly<Record<Operation['kind'], Histogram>>;
  readonly #appended: Counter;
  readonly #conflicts: Counter;
  readonly #retries: Counter;
  readonly #handled: Counter;
  readonly #failures: Counter;

  constructor(meter: Meter) {
    const histogram = (name: string, description: string): Histogram =>
      meter.createHistogram(name, { ...seconds, description });
    const access = histogram('db.client.operation.duration', 'Duration of loads and appends.');
    this.#durations = {
      command: histogram('varve.command.duration', 'Duration of commands, with all their attempts.'),
      load: access,
      append: access,
      page: histogram('varve.processor.page.duration', 'Duration of pages, from reading them to their commit.'),
      handling: histogram('messaging.process.duration', 'Duration of handling an event.'),
      delivery: histogram('messaging.client.operation.duration', 'Duration of delivering an event.'),
    };
    const counter = (name: string, unit: string, description: string): Counter =>
      meter.createCounter(name, { unit, description });
    this.#appended = counter('varve.append.events', '{event}', 'Events that were appended.');
    this.#conflicts = counter('varve.append.conflicts', '{conflict}', 'Appends that came too late.');
    this.#retries = counter('varve.command.retries', '{attempt}', 'Attempts after somebody else was faster.');
    this.#handled = counter('varve.processor.events', '{event}', 'Events that processors have passed.');
    this.#failures = counter('varve.processor.failures', '{failure}', 'Attempts of processors that failed, by reason.');
  }

  ended(operation: Operation, labels: Attributes, ending: Ending, elapsed: number): void {
    this.#durations[operation.kind].record(elapsed / 1_000, labels);
    if (operation.kind !== 'append') return;
    const category = { 'db.collection.name': categoryOf(operation.streamName) };
    if (ending.outcome === 'conflict') this.#conflicts.add(1, category);
    else if (ending.outcome === 'appended' && ending.deduplicated !== true)
      this.#appended.add(ending.events ?? 0, category);
  }

  noted(notice: Notice): void {
    if (notice.kind === 'contended') {
      this.#retries.add(1, { 'varve.command': notice.command });
      return;
    }
    const { processor, report } = notice;
    const labels = { 'messaging.consumer.group.name': processor };
    switch (report.kind) {
      case 'committed':
        if (report.handled > 0) this.#handled.add(report.handled, { ...labels, 'varve.outcome': 'handled' });
        return;
      case 'skipped':
      case 'parked':
        this.#handled.add(1, { ...labels, 'varve.outcome': report.kind });
        return;
      case 'failed':
        this.#failures.add(1, { ...labels, 'varve.failure': 'handler' });
        return;
      case 'store-failed':
        this.#failures.add(1, { ...labels, 'varve.failure': 'store' });
        return;
      case 'lease-lost':
        this.#failures.add(1, { ...labels, 'varve.failure': 'lease' });
        return;
      case 'leading':
      case 'standing-by':
        return;
    }
  }
}
