// Delivers events to the outside, at least once and in the order of their streams. In: a store, registries, a target. It is
// a processor for each slice, whose work is done before its unit begins: nobody waits for a receiver but the relay.
import { createCloudEvents } from '../cloudevents/cloud-events.js';
import { systemNewId, systemRandom } from '../command/platform.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { Processor } from '../processor/create-processor.js';
import type { PageWork } from '../processor/page-work.js';
import { PartSharing, type SharedPart } from '../processor/part-sharing.js';
import { type ProcessorLag, processorLag } from '../processor/processor-lag.js';
import type { ProcessorHealth } from '../processor/processor-options.js';
import { RunningProcessor } from '../processor/running-processor.js';
import { defaultLease, settingsOf } from '../processor/settings.js';
import { sliceOf } from '../projection/slices.js';
import type { Registry } from '../registry/registry.js';
import type { Unit } from '../store/unit.js';
import { type Delivering, PageDelivery } from './deliver-page.js';
import type { RelayOptions } from './relay-options.js';
import { settleRelaySlices } from './relay-slices.js';
import type { RelayTarget } from './relay-target.js';
import { slicesHealth } from './slices-health.js';
import { waitsForReceiver } from './waits-for-receiver.js';

export interface RelayHealth extends ProcessorHealth {
  readonly slices: readonly ProcessorHealth[];
}

/** A processor that delivers; `openApplication` takes it among its processors. */
export interface Relay extends Processor {
  health(): RelayHealth;
  /** How far it is behind, as its checkpoints say, whichever process runs it: the slice that is furthest behind. */
  lag(): Promise<ProcessorLag>;
}

const mostSlices = 1_024;

/** @throws InvalidUseError for options out of range */
export function createRelay<const R extends readonly Registry[], U extends Unit = Unit>(
  options: RelayOptions<R, U>,
): Relay {
  const { name, store, slices: count = 1 } = options;
  assertCount(`slices of ${name}`, count, mostSlices);
  const delivering = deliveringOf(options);
  const names = Array.from({ length: count }, (_, slice) => (count === 1 ? name : `${name}/${slice}`));
  const owner = options.owner ?? systemNewId();
  const { lease = defaultLease, random = systemRandom } = options;
  const sharing: PartSharing = new PartSharing({
    ...{ store, owner, lease, random, name: `${name}#wanted` },
    parts: () => parts.map((part, slice) => sharedPart(part, names[slice] ?? name)),
  });
  const parts = names.map((processor, slice) => {
    const ours = { ...options, owner, name: processor, failure: { ...waitsForReceiver, ...options.failure } };
    const work = workOf<U>({ ...delivering, processor }, { slice, count, sharing });
    return new RunningProcessor(settingsOf<R, U>(ours, work));
  });
  const ended = endOf(parts, sharing, delivering.target);
  return {
    name,
    ended,
    async start() {
      await settleRelaySlices(store, name, count);
      await Promise.all(parts.map((part) => part.start()));
      if (count > 1) sharing.start();
    },
    async stop() {
      await Promise.all([...parts.map((part) => part.stop()), sharing.stop()]);
      await ended.catch(() => undefined);
    },
    health: () => slicesHealth(parts.map(({ health }) => health)),
    async replayParked(streamName) {
      const results = await Promise.all(parts.map((part) => part.replayParked(streamName)));
      return {
        handled: results.reduce((sum, { handled }) => sum + handled, 0),
        left: results.flatMap(({ left }) => left),
      };
    },
    async reached(place, given = {}) {
      await Promise.all(parts.map((part) => part.reached(place, given.signal)));
    },
    async lag() {
      const lags = await Promise.all(names.map((each) => processorLag(store, each)));
      const most = (of: (lag: ProcessorLag) => number): number => Math.max(...lags.map(of));
      const parked = lags.reduce((sum, lag) => sum + lag.parked, 0);
      return { events: most(({ events }) => events), seconds: most(({ seconds }) => seconds), parked };
    },
  };
}

function deliveringOf<R extends readonly Registry[], U extends Unit>(
  options: RelayOptions<R, U>,
): Omit<Delivering, 'processor'> {
  const { name, store, registries, message, target, concurrency = 8, timeout = 30_000, observer } = options;
  assertCount(`concurrency of ${name}`, concurrency, 1_000);
  assertCount(`timeout of ${name}`, timeout, 0x7fff_ffff);
  const given: RelayTarget = typeof target === 'function' ? { name, deliver: target } : target;
  if ('encode' in message) return { store, target: given, encode: message.encode, concurrency, timeout, observer };
  const { mode = 'structured', ...others } = message;
  const events = createCloudEvents({ ...others, registries, store });
  return { store, target: given, encode: (event) => events.toHttp(event, mode), concurrency, timeout, observer };
}

interface Slice {
  readonly slice: number;
  readonly count: number;
  readonly sharing: PartSharing;
}

function workOf<U extends Unit>(delivering: Delivering, { slice, count, sharing }: Slice): PageWork<U> {
  const delivery = new PageDelivery(delivering);
  return {
    before: (page, context) => delivery.deliver(page, context),
    // It has been done; that is what the checkpoint says.
    handle: () => Promise.resolve(),
    waitAfter: (cause) => (isRuntimeError(cause, 'delivery-failed') ? (cause.retryAfter ?? 0) : 0),
    ...(count === 1
      ? {}
      : {
          isOurs: ({ streamName, tenant }) => sliceOf(streamName, tenant, count) === slice,
          mayTake: () => sharing.mayTake(),
        }),
  };
}

/** Slices go to whoever has fewer of them. */
function sharedPart<R extends readonly Registry[], U extends Unit>(
  part: RunningProcessor<R, U>,
  name: string,
): SharedPart {
  return {
    name,
    isHeld: part.health.state === 'leading',
    handOver: () => part.handOver(),
    lookAgain: () => part.lookAgain(),
  };
}

interface Part {
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** When one part cannot go on the others end, too, and the target is closed behind the last. */
async function endParts(parts: readonly Part[], sharing: PartSharing, target: RelayTarget): Promise<void> {
  try {
    await Promise.all(parts.map((part) => part.ended));
  } finally {
    await Promise.all([...parts.map((part) => part.stop()), sharing.stop()]);
    await target.close?.();
  }
}

function endOf(parts: readonly Part[], sharing: PartSharing, target: RelayTarget): Promise<void> {
  const ended = endParts(parts, sharing, target);
  // Whoever asks for it later still learns it; nobody's process ends for not asking.
  ended.catch(() => undefined);
  return ended;
}

function assertCount(what: string, count: number, most: number): void {
  if (Number.isSafeInteger(count) && count >= 1 && count <= most) return;
  throw new InvalidUseError(`The ${what} is a whole number from 1 to ${most}, not ${count}.`);
}
