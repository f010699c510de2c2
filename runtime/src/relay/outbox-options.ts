import type { ReadingOptions } from '../codec/reading-options.js';
import type { CloudEventsOptions } from '../cloudevents/cloud-event-options.js';
import type { ContentMode, HttpMessage } from '../cloudevents/http-binding.js';
import type { OutgoingEvent } from '../message/message.js';
import type { Observer } from '../observe/observer.js';
import type { FailurePolicy, ProcessorReport } from '../processor/processor-options.js';
import type { Registry } from '../registry/registry.js';
import type { Pushing } from '../store/event-store.js';
import type { Leasing } from '../store/lease.js';
import type { ParkedReader } from '../store/parked-event.js';
import type { OutboxReader, Transactional, Unit, WaitingMessage } from '../store/unit.js';
import type { DeliveryContext, RelayTarget } from './relay-target.js';

/** What an outbox relay needs of the store whose messages it delivers. */
export type OutboxStore<U extends Unit = Unit> = OutboxReader &
  Leasing &
  ParkedReader &
  Transactional<U> &
  Partial<Pick<Pushing, 'onAppend'>>;

export interface OutboxRelayOptions<R extends readonly Registry[], U extends Unit = Unit> extends ReadingOptions {
  /** As it was opened, for messages of all tenants; a tenant's handle for its own alone. One of the two, not both. */
  readonly store: OutboxStore<U>;
  readonly registries: R;
  /** What is delivered: CloudEvents from a `source`, or what `encode` makes. */
  readonly message:
    | (Pick<CloudEventsOptions<readonly Registry[]>, 'source' | 'schemas' | 'extensions'> & {
        /** Default `structured`. */
        readonly mode?: ContentMode;
      })
    | { readonly encode: (event: OutgoingEvent) => HttpMessage };
  readonly target: RelayTarget | RelayTarget['deliver'];
  /** Takes messages that are no events of the registries, as they lie there. Without it they are parked, and say why. */
  readonly deliverOther?: (message: WaitingMessage, context: DeliveryContext) => Promise<void> | void;
  /** Default: tried until it is taken, with pauses of 500 milliseconds to a minute. */
  readonly failure?: FailurePolicy;
  /** Messages that are in hand at a time, at most. Default 100. */
  readonly batch?: number;
  /** Order keys whose messages are delivered at the same time; those of one key never are. Default 8. */
  readonly concurrency?: number;
  /** Milliseconds after which an attempt has failed. Default 30,000. */
  readonly timeout?: number;
  /** Milliseconds after which another process may take over from one that says nothing. Default 15,000. */
  readonly lease?: number;
  /** The longest wait between two looks at the outbox, in milliseconds. Default 1,000. */
  readonly pollInterval?: number;
  readonly report?: (report: ProcessorReport) => void;
  /** From 0 to below 1, for jitter. */
  readonly random?: () => number;
  readonly observer?: Observer;
  /** Tells processes apart. Default: a new UUID. */
  readonly owner?: string;
}
