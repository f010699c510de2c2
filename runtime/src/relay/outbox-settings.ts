import { createCloudEvents } from '../cloudevents/cloud-events.js';
import { systemNewId, systemRandom } from '../command/platform.js';
import type { FailurePolicy, ProcessorReport } from '../processor/processor-options.js';
import { assertCounts, defaultLease, failureSettings, reporting } from '../processor/settings.js';
import type { Registry } from '../registry/registry.js';
import { LogSources } from '../repository/log-sources.js';
import type { Unit } from '../store/unit.js';
import type { MessageDelivering } from './deliver-message.js';
import type { OutboxRelayOptions, OutboxStore } from './outbox-options.js';
import { outboxName } from './parked-order.js';
import { waitsForReceiver } from './waits-for-receiver.js';

/** Options with every default settled. */
export interface OutboxSettings<U extends Unit> extends Required<FailurePolicy> {
  readonly store: OutboxStore<U>;
  readonly delivering: MessageDelivering;
  readonly batch: number;
  readonly concurrency: number;
  readonly lease: number;
  readonly pollInterval: number;
  readonly random: () => number;
  readonly owner: string;
  readonly report: (report: ProcessorReport) => void;
}

/** @throws InvalidUseError */
export function outboxSettings<R extends readonly Registry[], U extends Unit>(
  options: OutboxRelayOptions<R, U>,
): OutboxSettings<U> {
  const { store, random = systemRandom, owner = systemNewId() } = options;
  const { batch = 100, concurrency = 8, lease = defaultLease, pollInterval = 1_000 } = options;
  assertCounts(relay, [
    ['batch', batch, 1],
    ['concurrency', concurrency, 1],
    ['pollInterval', pollInterval, 1],
    ['lease', lease, 10],
  ]);
  return {
    ...{ store, batch, concurrency, lease, pollInterval, random, owner },
    ...failureSettings(relay, options.failure, waitsForReceiver),
    delivering: deliveringOf(options),
    report: reporting(outboxName, options.observer, options.report),
  };
}

const relay = 'the outbox relay';

function deliveringOf<R extends readonly Registry[], U extends Unit>(
  options: OutboxRelayOptions<R, U>,
): MessageDelivering {
  const { registries, message, target, timeout = 30_000, observer, deliverOther: other } = options;
  assertCounts(relay, [['timeout', timeout, 1]]);
  const given = typeof target === 'function' ? { name: 'outbox', deliver: target } : target;
  const base = { sources: new LogSources(registries, options), target: given, other, timeout, observer };
  if ('encode' in message) return { ...base, encode: message.encode };
  const { mode = 'structured', ...others } = message;
  const events = createCloudEvents({ ...others, registries });
  return { ...base, encode: (event) => events.toHttp(event, mode) };
}
