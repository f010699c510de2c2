import type { ParkedEvent, ReadParkedOptions } from './parked-event.js';
import { assertStreamName } from './check-append.js';
import { assertTenant, refuseForeign } from './tenant.js';
import { assertCount, assertStorableKey, assertStorableText } from './storable-text.js';

// What parked events may be, judged without looking into the store. All throw InvalidStoreArgumentError.

/** @param handle tenant whose handle is asked, empty for the store as opened */
export function checkParkedEvent(event: ParkedEvent, handle = ''): void {
  const { processor, eventId, tenant, streamName, position, logPosition, reason } = event;
  checkTenant('parked.tenant', tenant, handle);
  assertStorableKey('parked.processor', processor);
  assertStorableKey('parked.eventId', eventId);
  assertStreamName(streamName);
  assertCount('parked.position', position, 0);
  assertStorableKey('parked.logPosition', logPosition);
  assertStorableText('parked.reason', reason);
}

/** @param handle tenant whose handle is asked, empty for the store as opened */
export function checkReadParked(
  processor: string,
  { streamName, tenant, limit }: ReadParkedOptions,
  handle = '',
): void {
  checkTenant('tenant', tenant, handle);
  assertStorableKey('processor', processor);
  if (streamName !== undefined) assertStreamName(streamName);
  if (limit !== undefined) assertCount('limit', limit, 1);
}

function checkTenant(argument: string, tenant: string | undefined, handle: string): void {
  if (tenant !== undefined) assertTenant(tenant);
  refuseForeign(argument, tenant, handle);
}

/** Pages of parked events when nobody says how many. */
export const parkedLimit = 1_000;
