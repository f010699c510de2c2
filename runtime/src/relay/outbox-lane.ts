import { systemLater } from '../command/platform.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { FailedEvent } from '../processor/processor-options.js';
import type { MessageOrder, WaitingMessage } from '../store/unit.js';
import { parkedName } from './parked-order.js';
import { storedIn } from './stored-message.js';

/** Messages of one order that are in hand: delivered one after the other, and away from it alone when one fails. */
export class OutboxLane {
  readonly order: MessageOrder;
  readonly messages: WaitingMessage[];
  /** Parts of the first message that were acknowledged. */
  readonly done = new Set<string>();
  attempt = 1;
  #takeBack: (() => void) | undefined;

  constructor(order: MessageOrder, messages: WaitingMessage[]) {
    this.order = order;
    this.messages = messages;
  }

  /** The first one was acknowledged. */
  next(): void {
    this.messages.shift();
    this.done.clear();
    this.attempt = 1;
  }

  /** Only the first one is tried again; what lies behind it is read again. */
  holdUp(pause: number, again: () => void): void {
    this.messages.splice(1);
    this.attempt += 1;
    this.#takeBack = systemLater(Math.min(pause, 0x7fff_ffff), again);
  }

  letGo(): void {
    this.#takeBack?.();
  }
}

export function failedMessage(message: WaitingMessage, attempt: number): FailedEvent {
  const stored = storedIn(message);
  return {
    // For logs: an event's own place, or the order that it lies in.
    streamName: stored?.streamName ?? parkedName(message.orderKey) ?? ('outbox-message' as StreamName),
    position: stored?.position ?? 0,
    eventId: message.messageId as EventId,
    attempt,
  };
}

export interface Pauses {
  readonly firstPause: number;
  readonly longestPause: number;
  readonly random: () => number;
}

/** Half to all of a pause that doubles, and at least what the receiver asked for. */
export function pauseAfter({ firstPause, longestPause, random }: Pauses, attempt: number, cause: unknown): number {
  const pause = Math.min(firstPause * 2 ** (attempt - 1), longestPause) * (0.5 + random() / 2);
  return Math.max(pause, isRuntimeError(cause, 'delivery-failed') ? (cause.retryAfter ?? 0) : 0);
}
