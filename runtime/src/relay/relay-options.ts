import type { ContentMode, HttpMessage } from '../cloudevents/http-binding.js';
import type { CloudEventsOptions } from '../cloudevents/cloud-event-options.js';
import type { LoggedEvent, Message } from '../message/message.js';
import type { ProcessorOptions, ProcessorStore } from '../processor/processor-options.js';
import type { Registry } from '../registry/registry.js';
import type { StateDocumentReader, Unit } from '../store/unit.js';
import type { RelayTarget } from './relay-target.js';

/** What a relay needs of the store that it reads and keeps its checkpoints in. */
export type RelayStore<U extends Unit = Unit> = ProcessorStore<U> & StateDocumentReader;

/** How an event is written for the outside. */
export type RelayMessage =
  | (Pick<CloudEventsOptions<readonly Registry[]>, 'source' | 'schemas' | 'extensions'> & {
      /** Default `structured`: everything in the body, so that a signature covers it. */
      readonly mode?: ContentMode;
    })
  | { readonly encode: (event: LoggedEvent<Message, object>) => HttpMessage };

export interface RelayOptions<R extends readonly Registry[], U extends Unit = Unit> extends Omit<
  ProcessorOptions<R, U>,
  'handle' | 'store'
> {
  readonly store: RelayStore<U>;
  /** What is delivered: CloudEvents from a `source`, or what `encode` makes. */
  readonly message: RelayMessage;
  readonly target: RelayTarget | RelayTarget['deliver'];
  /**
   * Parts that are delivered side by side, also by several processes, each stream in one of them. Settled for good by the
   * first process that starts the relay. Default 1.
   */
  readonly slices?: number;
  /** Streams of a page whose events are delivered at the same time; those of one stream never are. Default 8. */
  readonly concurrency?: number;
  /** Milliseconds after which an attempt has failed. Default 30,000. */
  readonly timeout?: number;
}
