// Follows the log with a handler of the user's. In: a store, registries, a handler. Of all processes with a processor of
// this name one leads; the others stand by. Each commit holds the lease and carries the checkpoint, so that what a handler
// does through its unit happens once, in order, whoever is killed or stopped when.
import type { StreamName } from '../message/identifiers.js';
import type { Registry } from '../registry/registry.js';
import type { Abort } from '../store/abort.js';
import type { LogPosition } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import type { ReplayResult } from './parked-events.js';
import type { ProcessorHealth, ProcessorOptions } from './processor-options.js';
import { RunningProcessor } from './running-processor.js';
import { processorSettings } from './settings.js';

export interface Processor {
  readonly name: string;
  /**
   * Resolves when it leads or stands by. Rejects for what waiting does not mend, such as a checkpoint of another log.
   * @throws CheckpointMismatchError, InvalidUseError when it was started before
   */
  start(): Promise<void>;
  /** Lets the unit in hand end, gives the lease up. Stopped once, it is not started again. */
  stop(): Promise<void>;
  /** Resolves when it was stopped; rejects when it cannot go on, with the reason. */
  readonly ended: Promise<void>;
  health(): ProcessorHealth;
  /**
   * Handles parked events again, in their order, those of one stream or all: while this process leads. A stream whose event
   * fails again stays parked from there on.
   */
  replayParked(streamName?: StreamName): Promise<ReplayResult>;
  /**
   * Resolves when everything up to this place of the log was handled or passed over, by whichever process. Rejects when this
   * processor ends before, and when the signal is aborted.
   */
  reached(place: LogPosition, options?: { readonly signal?: Abort }): Promise<void>;
}

/** @throws InvalidUseError for options out of range */
export function createProcessor<const R extends readonly Registry[], U extends Unit = Unit>(
  options: ProcessorOptions<R, U>,
): Processor {
  const running = new RunningProcessor(processorSettings(options));
  return {
    name: options.name,
    start: () => running.start(),
    stop: () => running.stop(),
    ended: running.ended,
    health: () => running.health,
    replayParked: (streamName) => running.replayParked(streamName),
    reached: (place, given = {}) => running.reached(place, given.signal),
  };
}
