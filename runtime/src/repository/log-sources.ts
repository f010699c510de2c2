import type { Parts } from '../codec/become.js';
import { createEventDecoder, type DecodedEvent, type DecodeEvent } from '../codec/decode-event.js';
import type { ReadingOptions } from '../codec/reading-options.js';
import { systemRandom } from '../command/platform.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { type StoredEventError, UnknownEventTypeError } from '../errors/reading-errors.js';
import type { Registry } from '../registry/registry.js';
import type { LoggedEvent } from '../message/message.js';
import type { AggregateContract, EventOf, FactOf } from '../decider/contract.js';
import type { LoggedStoredEvent, LogPosition, StoredEvent } from '../store/stored-event.js';
import { createStreamIdReader } from './stream-identity.js';

/** What is read of these registries' streams. */
export type LoggedEventOf<R> =
  R extends Registry<infer C>
    ? C extends AggregateContract
      ? LoggedEvent<EventOf<C> | FactOf<C>, C['id']>
      : never
    : never;

/** The event was made for us alone. What a registry decodes is of its contracts. */
export function loggedEvent<R extends readonly Registry[]>(
  event: DecodedEvent,
  { logPosition, tenant }: LoggedStoredEvent,
): LoggedEventOf<R[number]> {
  const logged: DecodedEvent & { logPosition?: LogPosition; tenant?: string } = event;
  logged.logPosition = logPosition;
  if (tenant !== undefined) logged.tenant = tenant;
  return logged as LoggedEventOf<R[number]>;
}

/** One registry as a log is read with it. */
interface LogSource {
  readonly registry: Registry;
  readonly decode: DecodeEvent;
  readonly idOf: (stored: StoredEvent) => object;
}

/** The registries that a log is read with. */
export class LogSources {
  readonly #sources: readonly LogSource[];

  constructor(registries: readonly Registry[], options: ReadingOptions) {
    this.#sources = registries.map((registry) => ({
      registry,
      decode: createEventDecoder(registry, { ...options, random: systemRandom }),
      idOf: createStreamIdReader(registry),
    }));
  }

  find(stored: StoredEvent): LogSource | undefined {
    return this.#sources.find(({ registry }) => registry.names.has(stored.type));
  }

  /**
   * What the stored event is read as; `undefined` for ignored ones, for what a process has noted, and for those of other
   * contexts: whose name no registry has, and which do not begin with a registry's context.
   * @throws StoredEventError
   */
  decode(stored: StoredEvent): DecodedEvent | Parts<DecodedEvent> | undefined {
    const source = this.find(stored);
    if (source?.registry.names.get(stored.type)?.aggregate.ofProcess === true) return undefined;
    if (source !== undefined) return source.decode(stored, source.idOf(stored));
    if (this.#sources.some(({ registry: { context } }) => stored.type.startsWith(`${context}.`))) {
      throw new UnknownEventTypeError(stored);
    }
    return undefined;
  }
}

export function isStoredEventError(error: unknown): error is StoredEventError {
  return isRuntimeError(error) && 'storedType' in error;
}
