// Delivers messages of the outbox for as long as this process leads: those of one order one after the other, orders side by
// side. What was acknowledged is removed in a unit that holds the lease; a failing message holds up its own order alone.
import { ProcessorFailedError } from '../errors/processor-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { Leadership } from '../processor/leadership.js';
import { reasonOf } from '../processor/handle-page.js';
import type { Patience } from '../processor/patience.js';
import type { Tally } from '../processor/tally.js';
import type { WakeUp } from '../processor/wake-up.js';
import { isStoredEventError } from '../repository/log-sources.js';
import type { MessageOrder, Unit, WaitingMessage } from '../store/unit.js';
import { deliverMessage, UnreadableMessage } from './deliver-message.js';
import { failedMessage, OutboxLane, pauseAfter } from './outbox-lane.js';
import type { OutboxSettings } from './outbox-settings.js';
import { orderText, outboxName, parkedMessage, parkedName } from './parked-order.js';
import type { ParkedOrders } from './parked-orders.js';

export interface DeskParts<U extends Unit> {
  readonly settings: OutboxSettings<U>;
  readonly leadership: Leadership;
  readonly patience: Patience;
  readonly tally: Tally;
  readonly wake: WakeUp;
  readonly parked: ParkedOrders;
  readonly isStopping: () => boolean;
}

/** What is to be committed of an order. */
interface Decision {
  readonly lane: OutboxLane;
  readonly message: WaitingMessage;
  readonly how: 'remove' | 'skip' | 'park';
  readonly error?: unknown;
}

export class OutboxDesk<U extends Unit> {
  readonly #parts: DeskParts<U>;
  /** Orders in hand, until everything of them is committed. */
  readonly #lanes = new Map<string, OutboxLane>();
  readonly #queue: OutboxLane[] = [];
  readonly #running = new Set<Promise<void>>();
  #decisions: Decision[] = [];
  #ended: OutboxLane[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(parts: DeskParts<U>) {
    this.#parts = parts;
  }

  /** How many orders wait for another attempt. */
  get heldUp(): number {
    return [...this.#lanes.values()].filter(({ attempt }) => attempt > 1).length;
  }

  /** @throws ProcessorFailedError, ReceiverGoneError, LeaseLostError, and what the store throws */
  async work(between: () => void): Promise<void> {
    const { wake, settings, leadership } = this.#parts;
    try {
      while (!this.#isLeaving()) {
        const seen = wake.signals;
        between();
        await this.#commit();
        await this.#fill();
        this.#begin();
        await wake.wait(settings.pollInterval, seen);
      }
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      for (const lane of this.#lanes.values()) lane.letGo();
      await Promise.all(this.#running);
    }
    if (leadership.isLost) return;
    await this.#commit();
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #isLeaving(): boolean {
    const { isStopping, leadership } = this.#parts;
    return isStopping() || leadership.isLost || this.#failure !== undefined;
  }

  /** Reads what there is room for. */
  async #fill(): Promise<void> {
    const { settings, patience, parked, tally } = this.#parts;
    const inHand = [...this.#lanes.values()].reduce((sum, { messages }) => sum + messages.length, 0);
    const room = settings.batch - inHand;
    if (room <= 0 || this.#isLeaving()) return;
    const besides = [...[...this.#lanes.values()].map(({ order }) => order), ...parked.orders()];
    const read = await patience.try(() => settings.store.readOutbox(room, { besides }));
    for (const message of read) this.#take(message);
    const isEverything = read.length < room;
    if (isEverything) parked.forgetGone((key) => this.#lanes.has(key));
    tally.looked(isEverything && this.#lanes.size === 0);
  }

  #take(message: WaitingMessage): void {
    const { orderKey, tenant } = message;
    const order: MessageOrder = tenant === undefined ? { orderKey } : { orderKey, tenant };
    const key = orderText(order);
    const lane = this.#lanes.get(key);
    if (lane !== undefined) return void lane.messages.push(message);
    const fresh = new OutboxLane(order, [message]);
    this.#lanes.set(key, fresh);
    this.#queue.push(fresh);
  }

  #begin(): void {
    while (this.#running.size < this.#parts.settings.concurrency && !this.#isLeaving()) {
      const lane = this.#queue.shift();
      if (lane === undefined) return;
      const run = this.#run(lane).finally(() => {
        this.#running.delete(run);
        this.#parts.wake.ring();
      });
      this.#running.add(run);
    }
  }

  async #run(lane: OutboxLane): Promise<void> {
    const { settings, leadership, tally, wake } = this.#parts;
    const { signal } = leadership;
    for (let [message] = lane.messages; message !== undefined; [message] = lane.messages) {
      if (this.#isLeaving()) return;
      try {
        await deliverMessage(settings.delivering, message, { attempt: lane.attempt, signal, done: lane.done });
      } catch (error) {
        if (leadership.isLost) return;
        tally.failed(failedMessage(message, lane.attempt), error);
        this.#failed(lane, message, error);
        return;
      }
      this.#decisions.push({ lane, message, how: 'remove' });
      lane.next();
      wake.ring();
    }
    this.#ended.push(lane);
  }

  #failed(lane: OutboxLane, message: WaitingMessage, error: unknown): void {
    const { settings, parked } = this.#parts;
    if (isRuntimeError(error, 'receiver-gone')) return this.#fail(error);
    const isReplayed = parked.isReplayed(lane.order);
    // Whoever runs it for others is not stopped by a message that nobody here can read.
    const isUnreadable = error instanceof UnreadableMessage || isStoredEventError(error);
    const isLast = lane.attempt >= settings.attempts || isReplayed || isUnreadable;
    const how = isReplayed || isUnreadable ? 'park' : settings.otherwise;
    if (!isLast || (how === 'park' && parkedName(message.orderKey) === undefined)) {
      const again = (): void => {
        this.#queue.push(lane);
        this.#parts.wake.ring();
      };
      return lane.holdUp(pauseAfter(settings, lane.attempt, error), again);
    }
    if (how === 'stop') {
      return this.#fail(
        new ProcessorFailedError(outboxName, failedMessage(message, lane.attempt), lane.attempt, error),
      );
    }
    this.#decisions.push({ lane, message, how, error });
    this.#ended.push(lane);
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /** What was acknowledged is removed, what failed for good put aside. */
  async #commit(): Promise<void> {
    const { settings, patience, leadership, parked } = this.#parts;
    const [decisions, ended] = [this.#decisions, this.#ended];
    [this.#decisions, this.#ended] = [[], []];
    const missing = parked.takeGone();
    if (decisions.length > 0 || missing.length > 0) {
      const gone = decisions.filter(({ how }) => how !== 'park').map(({ message }) => message);
      await patience.try(() =>
        settings.store.transact(async (unit) => {
          await unit.holdLease(leadership.lease);
          await unit.removeFromOutbox(gone);
          await unit.unpark(outboxName, [...missing, ...parked.idsBehind(decisions.map(({ lane }) => lane.order))]);
          for (const { message, how, error } of decisions) {
            const streamName = parkedName(message.orderKey);
            if (how !== 'park' || streamName === undefined) continue;
            await unit.park(parkedMessage(message, streamName, reasonOf(error)));
          }
        }),
      );
      this.#note(decisions);
    }
    for (const lane of ended) this.#lanes.delete(orderText(lane.order));
  }

  #note(decisions: readonly Decision[]): void {
    const { parked, tally } = this.#parts;
    const removed = decisions.filter(({ how }) => how === 'remove');
    const putAside = new Set(decisions.filter(({ how }) => how === 'park').map(({ lane }) => lane));
    for (const { lane } of decisions) if (!putAside.has(lane)) parked.goesOn(lane.order);
    for (const { lane, message, how, error } of decisions) {
      const failed = failedMessage(message, lane.attempt);
      if (how === 'skip') tally.skipped(failed, error);
      if (how !== 'park') continue;
      parked.park(lane.order, message.messageId);
      tally.parked(failed, error);
    }
    if (removed.length > 0) tally.committed(removed.length, undefined);
  }
}
