/**
 * Stored events of bench/evolved as text, each with values of its own: `ParcelRegistered` in versions 1 and 3,
 * `ParcelWeighed` in versions 1 and 40. The same every time.
 */
import type { StoredEvent } from '@varve/runtime';
import type {
  ParcelRegisteredV1,
  ParcelRegisteredV3,
  ParcelWeighedV1,
  ParcelWeighedV40,
} from '../../evolved/generated/freight/parcel.events.js';
import { metadataText, storedEvent, uuidOf } from '../measure/stored-events.js';

export function registeredV1(index: number): ParcelRegisteredV1 {
  return {
    custId: uuidOf(index),
    sku: `ABC-${100_000 + index}`,
    pieces: 1 + (index % 9),
    cents: 99 + index * 7,
    channel: index % 3 === 0 ? 'store' : 'web',
    registeredAt: instantOf(index),
  };
}

export function registeredV3(index: number): ParcelRegisteredV3 {
  const { custId, cents, ...others } = registeredV1(index);
  return { ...others, customerId: custId, priority: 'normal', unitCents: cents, currency: 'EUR' };
}

export function weighedV1(index: number): ParcelWeighedV1 {
  return {
    scale: `scale-${index % 40}`,
    grams: 200 + index * 3,
    operator: uuidOf(index + 1),
    station: `HAM-${index % 7}`,
    quality: index % 5 === 0 ? 'poor' : 'good',
    batch: 4_000 + index,
    weighedAt: instantOf(index),
  };
}

export function weighedV40(index: number): ParcelWeighedV40 {
  const { scale, operator, station, batch, grams, quality, weighedAt } = weighedV1(index);
  const named = { employee: operator, place: station, tray: 11, charge: batch, rack: 12, instrument: scale };
  return { grams, quality, weighedAt, unit: 'gram', ...named };
}

/** Stored events with this data, as a store hands them out; each text is its own string. */
export function storedParcels(
  type: string,
  schemaVersion: number,
  count: number,
  dataOf: (index: number) => object,
): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, position) =>
    storedEvent({
      eventId: uuidOf(position),
      type,
      schemaVersion,
      data: JSON.stringify(dataOf(position)),
      metadata: metadataText(position),
      streamName: 'freight.parcel-p1',
      position,
    }),
  );
}

function instantOf(index: number): string {
  return new Date(Date.UTC(2026, 2, 1, 9, 30) + index * 61_007).toISOString();
}
