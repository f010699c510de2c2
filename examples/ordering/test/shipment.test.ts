import { given } from '@varve/runtime/testing';
import { describe, expect, test } from 'vitest';
import {
  AlreadyScheduled,
  HandOverParcel,
  NotUnderWay,
  ParcelDelivered,
  ParcelHandedOver,
  ParcelLost,
  ParcelScanned,
  ParcelTooHeavy,
  RecordScan,
  ReportDelivery,
  ReportLoss,
  ScheduleShipment,
  ShipmentScheduled,
  shipment,
} from '../src/generated/ordering/shipment.js';
import type { CarrierV2 } from '../src/generated/ordering/types.js';
import { Shipment } from '../src/shipment/shipment.aggregate.js';

const now = '2026-01-01T00:00:00Z';
const orderId = '0f0e2a51-9d5c-4f0e-8a3d-2b116f1c0f3e';
const shipmentId = '3d2b116f-1c0f-4e0a-914f-0e9d5c0f6f8a';
const destination = { name: 'Ada', street: 'Harbour Lane', postalCode: '20457', city: 'Hamburg', country: 'DE' };

const booking = (carrier: CarrierV2, grams: number) =>
  ScheduleShipment.of({ shipmentId, orderId, destination, carrier, parcel: { grams } });
const scheduled = ShipmentScheduled.of({
  orderId,
  carrier: 'dhl',
  destination,
  parcel: { grams: 900 },
  bookedAt: now,
});
const handedOver = ParcelHandedOver.of({ trackingCode: 'JD0146', handedOverAt: now });
const scanned = ParcelScanned.of({ place: 'Hanover', scannedAt: now });

const shipments = () => given(shipment, Shipment);

describe('booking', () => {
  test('takes a carrier that can carry the parcel', () => {
    shipments().when(booking('dhl', 900)).then([scheduled]);
  });

  test.each<[CarrierV2, number]>([
    ['dhl', 31_500],
    ['ups', 70_000],
  ])('%s carries %i grams and not one more', (carrier, limit) => {
    shipments()
      .when(booking(carrier, limit + 1))
      .thenRejected(ParcelTooHeavy.of({ grams: limit + 1, limit }))
      .when(booking(carrier, limit))
      .then([ShipmentScheduled.of({ orderId, carrier, destination, parcel: { grams: limit }, bookedAt: now })]);
  });

  test('happens once', () => {
    shipments()
      .events([scheduled])
      .when(booking('ups', 900))
      .thenRejected(AlreadyScheduled.of({ carrier: 'dhl' }));
  });
});

describe('on the way', () => {
  test('a parcel must exist before it is handed over', () => {
    shipments()
      .when(HandOverParcel.of({ shipmentId, trackingCode: 'JD0146' }))
      .thenThrows('stream-precondition');
  });

  test('it is handed over once', () => {
    shipments()
      .events([scheduled])
      .when(HandOverParcel.of({ shipmentId, trackingCode: 'JD0146' }))
      .then([handedOver])
      .when(HandOverParcel.of({ shipmentId, trackingCode: 'JD0147' }))
      .thenNothing();
  });

  test.each([
    ['scanned', RecordScan.of({ shipmentId, place: 'Hanover' })],
    ['delivered', ReportDelivery.of({ shipmentId })],
    ['lost', ReportLoss.of({ shipmentId })],
  ])('before that it cannot be %s', (_, command) => {
    shipments().events([scheduled]).when(command).thenRejected(NotUnderWay.of({ shipmentId }));
  });

  test('what is lost was last seen where it was last scanned', () => {
    shipments()
      .events([scheduled, handedOver, scanned])
      .when(ReportLoss.of({ shipmentId }))
      .then([ParcelLost.of({ lastPlace: 'Hanover' })]);
  });

  test('what was never scanned is lost without a place', () => {
    shipments()
      .events([scheduled, handedOver])
      .when(ReportLoss.of({ shipmentId }))
      .then([ParcelLost.of({})]);
  });

  test('delivery ends the way, signed or not', () => {
    shipments()
      .events([scheduled, handedOver])
      .when(ReportDelivery.of({ shipmentId, signedBy: 'Ada' }))
      .then([ParcelDelivered.of({ deliveredAt: now, signedBy: 'Ada' })])
      .when(ReportDelivery.of({ shipmentId }))
      .thenRejected(NotUnderWay.of({ shipmentId }))
      .thenState((state) => expect(state).toBeInstanceOf(Shipment));
  });
});
