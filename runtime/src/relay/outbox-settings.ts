import { createCloudEvents } from '../cloudevents/cloud-events.js';
import { systemNewId, systemRandom } from '../command/platform.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { noted } from '../observe/observed.js';
import type { FailurePolicy, ProcessorReport } from '../processor/processor-options.js';
import { defaultLease } from '../processor/settings.js';
import type { Registry } from '../registry/registry.js';
import { LogSources } from '../repository/log-sources.js';
import type { Unit } from '../store/unit.js';
import type { MessageDelivering } from './deliver-message.js';
import type { OutboxRelayOptions, OutboxStore } from './outbox-options.js';
import { outboxName } from './parked-order.js';

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
  for (const [what, count] of Object.entries({ batch, concurrency, pollInterval })) assertCount(what, count, 1);
  assertCount('lease', lease, 10);
  return {
    ...{ store, batch, concurrency, lease, pollInterval, random, owner },
    ...failureOf(options.failure),
    delivering: deliveringOf(options),
    report: reporting(options),
  };
}

/** An outage of the receiver is waited for; who wants to go on past a message says how often it is tried. */
function failureOf({
  attempts = Number.MAX_SAFE_INTEGER,
  firstPause = 500,
  longestPause = 60_000,
  otherwise = 'stop',
}: FailurePolicy = {}): Required<FailurePolicy> {
  assertCount('failure.attempts', attempts, 1);
  assertCount('failure.firstPause', firstPause, 0);
  assertCount('failure.longestPause', longestPause, 0);
  return { attempts, firstPause, longestPause, otherwise };
}

function reporting({
  observer,
  report,
}: Pick<OutboxRelayOptions<readonly []>, 'observer' | 'report'>): (said: ProcessorReport) => void {
  return (said) => {
    noted(observer, { kind: 'processor', processor: outboxName, report: said });
    try {
      report?.(said);
    } catch {
      // Whoever listens badly is no reason to stop.
    }
  };
}

function deliveringOf<R extends readonly Registry[], U extends Unit>(
  options: OutboxRelayOptions<R, U>,
): MessageDelivering {
  const { registries, message, target, timeout = 30_000, observer, deliverOther: other } = options;
  assertCount('timeout', timeout, 1);
  const given = typeof target === 'function' ? { name: 'outbox', deliver: target } : target;
  const base = { sources: new LogSources(registries, options), target: given, other, timeout, observer };
  if ('encode' in message) return { ...base, encode: message.encode };
  const { mode = 'structured', ...others } = message;
  const events = createCloudEvents({ ...others, registries });
  return { ...base, encode: (event) => events.toHttp(event, mode) };
}

function assertCount(what: string, count: number, least: number): void {
  if (Number.isSafeInteger(count) && count >= least) return;
  throw new InvalidUseError(`${what} of the outbox relay is a whole number, at least ${least}, not ${count}.`);
}
