import { createEventCodec, type EventCodec } from '../../../runtime/src/codec/event-codec.js';
import { eventsIn } from '../../../runtime/src/codec/become.js';
import type { DecodedEvent, DecodingOptions } from '../../../runtime/src/codec/decode-event.js';
import type { EventId } from '../../../runtime/src/message/identifiers.js';
import { streamName } from '../../../runtime/src/message/stream-name.js';
import type { NewStoredEvent, StoredEvent } from '../../../runtime/src/store/stored-event.js';
import { bankingRegistry, type BankingCustom } from '../sample/banking/banking.js';
import { accountUpcasters, bankingTypeUpcasters } from '../sample/src/account.upcasters.js';

export const accountId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
export const otherAccount = '00000000-0000-4000-8000-0000000000aa';
export const id = { accountId };
export const stream = streamName('banking.account', [accountId]);
export const recordedAt = '2026-01-01T00:00:00.123456Z';

export const custom: BankingCustom = { account: accountUpcasters, types: { banking: bankingTypeUpcasters } };

/** The context with these functions in place of the sound ones. */
export function customWith(account: object): BankingCustom {
  return { ...custom, account: { ...accountUpcasters, ...account } };
}

let count = 0;

/** An event of an account as it might have been written years ago. */
export function written(type: string, schemaVersion: number, data: unknown): NewStoredEvent {
  count += 1;
  return {
    eventId: `00000000-0000-7000-8000-${String(count).padStart(12, '0')}` as EventId,
    type: type.includes('-') ? type : `banking.${type}`,
    schemaVersion,
    data: typeof data === 'string' ? data : JSON.stringify(data),
    metadata: '{"correlationId":"c","causationId":"k","actor":"ann"}',
  };
}

export function stored(type: string, schemaVersion: number, data: unknown, position = 3): StoredEvent {
  return { ...written(type, schemaVersion, data), streamName: stream, position, recordedAt };
}

export function codecWith(functions: BankingCustom = custom, options: Partial<DecodingOptions> = {}): EventCodec {
  return createEventCodec(bankingRegistry(functions), { random: () => 0.5, ...options });
}

/** What an event is read as. */
export function read(event: StoredEvent, codec: EventCodec = codecWith()): readonly DecodedEvent[] {
  return eventsIn(codec.decode(event, id));
}
