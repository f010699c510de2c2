import { parseExactly, stringifyExactly } from '../codec/exact-json.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import { ExactNumber } from '../shape/exact-number.js';
import { isPlainObject, ownValue } from '../shape/plain-object.js';
import type { StoredEvent } from '../store/stored-event.js';
import type { WaitingMessage } from '../store/unit.js';

/** The event that a message was made of, as a log would hold it; `undefined` for a message that is none. */
export function storedIn({ messageId, payload }: WaitingMessage): StoredEvent | undefined {
  const parsed = parsedPayload(payload);
  if (!isPlainObject(parsed)) return undefined;
  const text = (name: string): string | undefined => {
    const value = ownValue(parsed, name);
    return typeof value === 'string' ? value : undefined;
  };
  const [type, streamName, recordedAt] = [text('type'), text('streamName'), text('recordedAt')];
  const [schemaVersion, position] = [countOf(ownValue(parsed, 'schemaVersion')), countOf(ownValue(parsed, 'position'))];
  const [data, metadata] = [ownValue(parsed, 'data'), ownValue(parsed, 'metadata')];
  if (text('eventId') !== messageId || data === undefined || metadata === undefined) return undefined;
  if (type === undefined || streamName === undefined || recordedAt === undefined) return undefined;
  if (schemaVersion === undefined || position === undefined) return undefined;
  return {
    // Written by an aggregate of this store; whether they are in order is judged where they are decoded.
    eventId: messageId as EventId,
    streamName: streamName as StreamName,
    ...{ type, schemaVersion, position, recordedAt },
    data: stringifyExactly(data),
    metadata: stringifyExactly(metadata),
  };
}

/** Its numbers as they were written, since data may have such that JavaScript would round. */
function parsedPayload(payload: string): unknown {
  try {
    return parseExactly(payload);
  } catch {
    return undefined;
  }
}

function countOf(value: unknown): number | undefined {
  const count = value instanceof ExactNumber ? Number(value.text) : undefined;
  return Number.isSafeInteger(count) && count !== undefined && count >= 0 ? count : undefined;
}
