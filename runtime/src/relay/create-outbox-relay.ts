// Delivers messages of the outbox to the outside, at least once and in the order of their keys. In: a store, registries, a
// target. A message is removed when it was acknowledged, by whoever holds the lease of the outbox.
import type { Processor } from '../processor/create-processor.js';
import type { ReplayResult } from '../processor/parked-events.js';
import type { ProcessorHealth } from '../processor/processor-options.js';
import type { Registry } from '../registry/registry.js';
import type { Abort } from '../store/abort.js';
import type { Unit } from '../store/unit.js';
import { type OutboxLag, outboxLag } from './outbox-lag.js';
import type { OutboxRelayOptions } from './outbox-options.js';
import { outboxSettings } from './outbox-settings.js';
import { outboxName } from './parked-order.js';
import { RunningOutbox } from './running-outbox.js';

export interface OutboxHealth extends ProcessorHealth {
  /** Order keys whose first message has failed, and is to be tried again. */
  readonly heldUp: number;
}

/** A processor that relays the outbox; `openApplication` takes it among its processors. */
export interface OutboxRelay extends Processor {
  /** `varve.outbox`: of its lease and of what it parks. A store has one outbox, which one relay at a time works on. */
  readonly name: string;
  health(): OutboxHealth;
  /** How much waits, whichever process relays it. */
  lag(): Promise<OutboxLag>;
  /** Tries parked messages again, of one order key or all. `handled` and `left` count order keys. */
  replayParked(orderKey?: string): Promise<ReplayResult>;
  /** Resolves when nothing waits but what is parked. */
  emptied(options?: { readonly signal?: Abort }): Promise<void>;
  /** As `emptied`: messages have no place in the log. */
  reached: Processor['reached'];
}

/** @throws InvalidUseError for options out of range */
export function createOutboxRelay<const R extends readonly Registry[], U extends Unit = Unit>(
  options: OutboxRelayOptions<R, U>,
): OutboxRelay {
  const running = new RunningOutbox(outboxSettings(options));
  return {
    name: outboxName,
    ended: running.ended,
    start: () => running.start(),
    stop: () => running.stop(),
    health: () => running.health,
    lag: () => outboxLag(options.store),
    replayParked: (orderKey) => running.replayParked(orderKey),
    emptied: (given = {}) => running.emptied(given.signal),
    reached: (_place, given = {}) => running.emptied(given.signal),
  };
}
