import { Parts } from '../../../runtime/src/codec/become.js';
import { createEventCodec, type EventCodec } from '../../../runtime/src/codec/event-codec.js';
import type { ReadingOptions } from '../../../runtime/src/codec/reading-options.js';
import type { DecodedEvent } from '../../../runtime/src/codec/decode-event.js';
import { isRuntimeError, type RuntimeErrors } from '../../../runtime/src/errors/is-runtime-error.js';
import type { EventId } from '../../../runtime/src/message/identifiers.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import type { Registry } from '../../../runtime/src/registry/registry.js';
import type { StoredEvent } from '../../../runtime/src/store/stored-event.js';

export const customerId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';

/** Data of OrderPlaced 2 in its JSON form. */
export const placed = {
  customerId,
  total: { amount: '12.50', currency: 'EUR' },
  channel: 'web',
  source: 'web',
  seq: '7',
};

/** An event as it might lie in a log. */
export function storedSample(
  change: Partial<Omit<StoredEvent, 'data'>> & { readonly data?: unknown } = {},
): StoredEvent {
  const { data = placed, ...rest } = change;
  return {
    eventId: '00000000-0000-7000-8000-000000000001' as EventId,
    type: 'ordering.OrderPlaced',
    schemaVersion: 2,
    metadata: '{"correlationId":"c","causationId":"k"}',
    streamName: streamName('ordering.order', [customerId]),
    position: 3,
    recordedAt: '2026-01-01T00:00:00.123456Z',
    ...rest,
    data: typeof data === 'string' ? data : JSON.stringify(data),
  };
}

/** A codec, for events that are read as one event or none. */
export interface SingleCodec extends Omit<EventCodec, 'decode'> {
  readonly decode: (stored: StoredEvent, id: object) => DecodedEvent | undefined;
}

export function codecOf(registry: Registry, options: ReadingOptions & { random?: () => number } = {}): SingleCodec {
  const codec = createEventCodec(registry, { random: () => 0.5, ...options });
  return {
    ...codec,
    decode(stored, id) {
      const read = codec.decode(stored, id);
      if (read instanceof Parts) throw new Error('One event was expected.');
      return read;
    },
  };
}

/** Decodes, or gives the error with the code that is expected. */
export function failureOf<Code extends keyof RuntimeErrors>(
  code: Code,
  run: () => DecodedEvent | undefined,
): RuntimeErrors[Code] {
  try {
    run();
  } catch (error) {
    if (isRuntimeError(error, code)) return error;
    throw error;
  }
  throw new Error(`Expected ${code}.`);
}
