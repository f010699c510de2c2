import type { StreamName } from '../message/identifiers.js';
import type { Registry } from '../registry/registry.js';
import type { Abort } from '../store/abort.js';
import type { LogPosition } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import { placeOfCheckpoint } from './checkpoints.js';
import type { Desk } from './desk.js';
import { followLog, resume } from './follow-log.js';
import type { Leadership } from './leadership.js';
import { LeasedLife } from './leased-life.js';
import { handleParked, type ReplayResult, streamsWithParked } from './parked-events.js';
import type { ProcessorHealth } from './processor-options.js';
import type { ProcessorSettings } from './settings.js';

interface Replay {
  readonly streamName: StreamName | undefined;
  readonly resolve: (result: ReplayResult) => void;
  readonly reject: (error: unknown) => void;
}

/** A processor: follows the log while it leads, and replays what was parked when it is asked to. */
export class RunningProcessor<R extends readonly Registry[], U extends Unit> {
  readonly #settings: ProcessorSettings<R, U>;
  readonly #life: LeasedLife;
  readonly #replays: Replay[] = [];
  #handsOver = false;

  constructor(settings: ProcessorSettings<R, U>) {
    this.#settings = settings;
    this.#life = new LeasedLife(settings, {
      mayTake: async () => (await settings.work.mayTake?.()) !== false,
      lead: (leadership, ready) => this.#lead(leadership, ready),
      abandon: (why) => {
        for (const { reject } of this.#replays.splice(0)) reject(why);
      },
    });
  }

  get ended(): Promise<void> {
    return this.#life.ended;
  }

  get health(): ProcessorHealth {
    return this.#life.tally.health;
  }

  start(): Promise<void> {
    return this.#life.start();
  }

  stop(): Promise<void> {
    return this.#life.stop();
  }

  /** Gives the lease up after the page in hand, and stands by. */
  handOver(): void {
    this.#handsOver = true;
    this.lookAgain();
  }

  /** Ends a wait: there may be something to do. */
  lookAgain(): void {
    this.#life.lookAgain();
  }

  replayParked(streamName: StreamName | undefined): Promise<ReplayResult> {
    return this.#life.ask(
      () =>
        new Promise((resolve, reject) => {
          this.#replays.push({ streamName, resolve, reject });
          this.#life.wake.ring();
        }),
    );
  }

  reached(place: LogPosition, signal: Abort | undefined): Promise<void> {
    const { store, name } = this.#settings;
    return this.#life.until(async () => {
      const checkpoint = await store.findCheckpoint(name);
      const committed = checkpoint && (await placeOfCheckpoint(store, checkpoint));
      return committed !== undefined && store.compareLogPositions(committed, place) >= 0;
    }, signal);
  }

  async #lead(leadership: Leadership, ready: () => void): Promise<void> {
    const { store, name } = this.#settings;
    const { patience, tally, stopping, wake } = this.#life;
    this.#handsOver = false;
    const parkedStreams = await patience.try(() => streamsWithParked(store, name));
    const desk: Desk<R, U> = {
      ...{ settings: this.#settings, leadership, parkedStreams, tally, stopping },
      isStopping: () => this.#life.isStopped || this.#handsOver,
    };
    const place = await patience.try(() => resume(desk));
    tally.leads(leadership.lease.epoch);
    ready();
    const isDone = await followLog({ desk, patience, wake, between: () => this.#replay(desk) }, place);
    if (isDone) this.#life.finish();
  }

  async #replay(desk: Desk<R, U>): Promise<void> {
    for (let next = this.#replays.shift(); next !== undefined; next = this.#replays.shift()) {
      const { streamName, resolve, reject } = next;
      try {
        resolve(await this.#life.patience.try(() => handleParked(desk, streamName)));
      } catch (error) {
        reject(error);
        throw error;
      }
    }
  }
}
