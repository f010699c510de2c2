import { isLeaseLost, isPassing } from '../processor/infrastructure.js';
import type { Leadership } from '../processor/leadership.js';
import { LeasedLife } from '../processor/leased-life.js';
import type { ReplayResult } from '../processor/parked-events.js';
import type { ProcessorHealth } from '../processor/processor-options.js';
import type { Abort } from '../store/abort.js';
import type { ParkedEvent } from '../store/parked-event.js';
import type { Unit } from '../store/unit.js';
import { OutboxDesk } from './outbox-desk.js';
import type { OutboxSettings } from './outbox-settings.js';
import { outboxName, parkedName } from './parked-order.js';
import { ParkedOrders } from './parked-orders.js';

interface Replay {
  readonly name: string | undefined;
  readonly resolve: (result: ReplayResult) => void;
  readonly reject: (error: unknown) => void;
}

/** An outbox relay: delivers while it leads, and replays what was parked when it is asked to. */
export class RunningOutbox<U extends Unit> {
  readonly #settings: OutboxSettings<U>;
  readonly #life: LeasedLife;
  readonly #replays = new Set<Replay>();
  #unheard: Replay[] = [];
  #desk: OutboxDesk<U> | undefined;

  constructor(settings: OutboxSettings<U>) {
    this.#settings = settings;
    this.#life = new LeasedLife(
      { ...settings, name: outboxName },
      {
        lead: (leadership, ready) => this.#lead(leadership, ready),
        close: () => settings.delivering.target.close?.(),
        abandon: (why) => {
          for (const { reject } of this.#replays) reject(why);
        },
      },
    );
  }

  get ended(): Promise<void> {
    return this.#life.ended;
  }

  get health(): ProcessorHealth & { readonly heldUp: number } {
    return { ...this.#life.tally.health, heldUp: this.#desk?.heldUp ?? 0 };
  }

  start(): Promise<void> {
    return this.#life.start();
  }

  stop(): Promise<void> {
    return this.#life.stop();
  }

  replayParked(name: string | undefined): Promise<ReplayResult> {
    return this.#life.ask(
      () =>
        new Promise((resolve, reject) => {
          const replay: Replay = { name, resolve, reject };
          this.#replays.add(replay);
          this.#unheard.push(replay);
          this.#life.wake.ring();
        }),
    );
  }

  /** Everything that waits now has left, or is parked. */
  emptied(signal: Abort | undefined): Promise<void> {
    const { store } = this.#settings;
    return this.#life.until(async () => {
      const besides = new ParkedOrders(await store.readParked(outboxName), nameOf).orders();
      return (await store.readOutbox(1, { besides })).length === 0;
    }, signal);
  }

  async #lead(leadership: Leadership, ready: () => void): Promise<void> {
    leadership.signal.addEventListener('abort', () => this.#life.wake.ring());
    try {
      await this.#deliver(leadership, ready);
    } catch (error) {
      // What could not be removed any more is delivered once more by the next one.
      if (isLeaseLost(error) || !this.#life.isStopped || !isPassing(error)) throw error;
    }
  }

  async #deliver(leadership: Leadership, ready: () => void): Promise<void> {
    const { patience, tally, wake } = this.#life;
    const parked = new ParkedOrders(await patience.try(() => allParked(this.#settings)), nameOf);
    tally.leads(leadership.lease.epoch);
    ready();
    // Those that were asked for while another one led, and those that its end cut short.
    this.#unheard = [...this.#replays];
    const isStopping = (): boolean => this.#life.isStopped;
    this.#desk = new OutboxDesk({ settings: this.#settings, leadership, parked, patience, tally, wake, isStopping });
    await this.#desk.work(() => {
      for (const replay of this.#unheard.splice(0)) {
        parked.replay(replay.name, (result) => {
          this.#replays.delete(replay);
          replay.resolve(result);
        });
      }
    });
  }
}

const nameOf = ({ orderKey }: { readonly orderKey: string }): ReturnType<typeof parkedName> => parkedName(orderKey);

/** There is no cursor, so what was read is asked for again with more. */
async function allParked({ store }: Pick<OutboxSettings<Unit>, 'store'>): Promise<readonly ParkedEvent[]> {
  for (let limit = 1_000; ; limit *= 4) {
    const found = await store.readParked(outboxName, { limit });
    if (found.length < limit) return found;
  }
}
