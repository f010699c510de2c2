import type { EventId, StreamName } from '../message/identifiers.js';
import type { ReplayResult } from '../processor/parked-events.js';
import type { ParkedEvent } from '../store/parked-event.js';
import type { MessageOrder } from '../store/unit.js';
import { orderOfParked, orderText } from './parked-order.js';

interface Held {
  readonly order: MessageOrder;
  readonly id: EventId;
}

interface Replay {
  readonly waiting: Map<string, MessageOrder>;
  readonly left: StreamName[];
  handled: number;
  readonly resolve: (result: ReplayResult) => void;
}

/** Orders that a parked message holds up, and those of them that are tried again. */
export class ParkedOrders {
  readonly #held: Map<string, Held>;
  readonly #replayed = new Map<string, Held>();
  readonly #replays = new Set<Replay>();
  readonly #gone: EventId[] = [];
  readonly #nameOf: (order: MessageOrder) => StreamName | undefined;

  constructor(parked: readonly ParkedEvent[], nameOf: (order: MessageOrder) => StreamName | undefined) {
    this.#nameOf = nameOf;
    this.#held = new Map(
      parked.map((each) => {
        const order = orderOfParked(each);
        return [orderText(order), { order, id: each.eventId }];
      }),
    );
  }

  /** Those that nothing is read of. */
  orders(): readonly MessageOrder[] {
    return [...this.#held.values()].map(({ order }) => order);
  }

  isReplayed(order: MessageOrder): boolean {
    return this.#replayed.has(orderText(order));
  }

  /** What was parked of these orders while they are tried again: it is no more once something of them was decided. */
  idsBehind(orders: readonly MessageOrder[]): readonly EventId[] {
    return [...new Set(orders.map(orderText))].flatMap((key) => this.#replayed.get(key)?.id ?? []);
  }

  /** Parked now, anew or again. */
  park(order: MessageOrder, messageId: string): void {
    const key = orderText(order);
    this.#held.set(key, { order, id: messageId as EventId });
    this.#settle(key, 'left');
  }

  /** Something of the order was acknowledged. */
  goesOn(order: MessageOrder): void {
    this.#settle(orderText(order), 'handled');
  }

  /** Everything there is was read: what is tried again and not among it was removed by somebody. */
  forgetGone(isInHand: (key: string) => boolean): void {
    for (const [key, { id }] of [...this.#replayed]) {
      if (isInHand(key)) continue;
      this.#gone.push(id);
      this.#settle(key, 'handled');
    }
  }

  /** Ids that are to be parked no more. */
  takeGone(): readonly EventId[] {
    return this.#gone.splice(0);
  }

  replay(name: string | undefined, resolve: (result: ReplayResult) => void): void {
    const replay: Replay = { waiting: new Map(), left: [], handled: 0, resolve };
    for (const [key, held] of this.#held) {
      if (name !== undefined && name !== held.order.orderKey && name !== this.#nameOf(held.order)) continue;
      this.#held.delete(key);
      this.#replayed.set(key, held);
      replay.waiting.set(key, held.order);
    }
    this.#replays.add(replay);
    this.#end(replay);
  }

  #settle(key: string, how: 'handled' | 'left'): void {
    this.#replayed.delete(key);
    for (const replay of this.#replays) {
      const order = replay.waiting.get(key);
      if (order === undefined) continue;
      replay.waiting.delete(key);
      const name = this.#nameOf(order);
      if (how === 'handled') replay.handled += 1;
      else if (name !== undefined) replay.left.push(name);
      this.#end(replay);
    }
  }

  #end(replay: Replay): void {
    if (replay.waiting.size > 0) return;
    this.#replays.delete(replay);
    const { handled, left } = replay;
    replay.resolve({ handled, left });
  }
}
