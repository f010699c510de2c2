import type { HttpMessage } from '../cloudevents/http-binding.js';
import type { LoggedEvent, Message } from '../message/message.js';
import type { TraceContext } from '../message/trace-context.js';
import type { Abort } from '../store/abort.js';

/** One event on its way out. */
export interface Delivery {
  readonly event: LoggedEvent<Message, object>;
  /** Headers and body as they are sent; a CloudEvent unless the relay was told otherwise. */
  readonly message: HttpMessage;
}

export interface DeliveryContext {
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborted when this attempt has taken too long, and when the lease was lost: it counts as failed then, whatever comes of it. */
  readonly signal: Abort;
  /** Of this delivery, where an observer traces it. */
  readonly trace: TraceContext;
}

/** Where a relay delivers to. */
export interface RelayTarget {
  /** For logs, metrics and errors: without secrets, and one of few. */
  readonly name: string;
  /**
   * Resolves when the receiver has the event for good. May be called again with one that it has: its id is the same.
   * @throws ReceiverGoneError to stop the relay; whatever else is thrown is a failed attempt
   */
  deliver(delivery: Delivery, context: DeliveryContext): Promise<void> | void;
  /** Called when the relay has stopped. */
  close?(): Promise<void> | void;
}
