import type { EventId, StreamName } from '../message/identifiers.js';
import type { ParkedEvent } from '../store/parked-event.js';
import { keyOfTenant, tenantSaid } from '../store/tenant.js';
import type { MessageOrder, WaitingMessage } from '../store/unit.js';

/** Of the relay, its lease and what it parks: a store has one outbox, and so one relay works at a time, whoever runs it. */
export const outboxName = 'varve.outbox';

const prefix = 'outbox-';
const longest = 768;

/** An order as one text; several tenants may have one of the same key. */
export const orderText = ({ tenant = '', orderKey }: MessageOrder): string => keyOfTenant(tenant, orderKey);

/**
 * An order key as what parked events lie in: names of streams are themselves, any other text is escaped behind `outbox-`.
 * `undefined` for a key that is too long for either: it is tried on, and never parked.
 */
export function parkedName(orderKey: string): StreamName | undefined {
  const dash = orderKey.indexOf('-');
  const isStream = dash > 0 && dash < orderKey.length - 1 && !orderKey.startsWith(prefix);
  const name = isStream ? orderKey : `${prefix}${orderKey === '' ? '%' : encodeURIComponent(orderKey)}`;
  return name.length > longest ? undefined : (name as StreamName);
}

/** The way back. */
export function orderOfParked({ streamName, tenant }: ParkedEvent): MessageOrder {
  const rest = streamName.slice(prefix.length);
  const escaped = rest === '%' ? '' : rest;
  const orderKey = streamName.startsWith(prefix) ? decodeURIComponent(escaped) : streamName;
  return { orderKey, ...tenantSaid(tenant ?? '') };
}

/** What is noted of a message that holds up those behind it. They all stay in the outbox, so that their order does. */
export function parkedMessage(message: WaitingMessage, streamName: StreamName, reason: string): ParkedEvent {
  return {
    processor: outboxName,
    // Any text will do as an id here.
    eventId: message.messageId as EventId,
    ...tenantSaid(message.tenant ?? ''),
    streamName,
    position: 0,
    logPosition: '0',
    reason,
  };
}
