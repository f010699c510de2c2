/** One parcel on its way: the class style. Methods decide and raise, `on…` methods take in what was raised. */
import {
  AlreadyScheduled,
  type HandOverParcel,
  NotUnderWay,
  ParcelDelivered,
  ParcelHandedOver,
  ParcelLost,
  ParcelScanned,
  ParcelTooHeavy,
  type RecordScan,
  type ReportDelivery,
  type ReportLoss,
  type ScheduleShipment,
  ShipmentAggregate,
  ShipmentScheduled,
} from '../generated/ordering/shipment.js';
import type { CarrierV2 } from '../generated/ordering/types.js';
import type { DecideContext } from '@varve/runtime';

/** Grams that each carrier takes at most. */
const limits: Readonly<Record<CarrierV2, number>> = { dhl: 31_500, ups: 70_000 };

export class Shipment extends ShipmentAggregate {
  private carrier: CarrierV2 | undefined;
  private underWay = false;
  private lastPlace: string | undefined;

  override scheduleShipment(
    { data }: ScheduleShipment,
    { now }: DecideContext,
  ): ParcelTooHeavy | AlreadyScheduled | void {
    if (this.carrier !== undefined) return AlreadyScheduled.of({ carrier: this.carrier });
    const limit = limits[data.carrier];
    if (data.parcel.grams > limit) return ParcelTooHeavy.of({ grams: data.parcel.grams, limit });
    const { orderId, carrier, destination, parcel } = data;
    this.raise(ShipmentScheduled.of({ orderId, carrier, destination, parcel, bookedAt: now }));
  }

  override handOverParcel({ data }: HandOverParcel, { now }: DecideContext): void {
    if (this.underWay) return;
    this.raise(ParcelHandedOver.of({ trackingCode: data.trackingCode, handedOverAt: now }));
  }

  override recordScan({ data }: RecordScan, { now }: DecideContext): NotUnderWay | void {
    if (!this.underWay) return NotUnderWay.of({ shipmentId: data.shipmentId });
    this.raise(ParcelScanned.of({ place: data.place, scannedAt: now }));
  }

  override reportDelivery({ data }: ReportDelivery, { now }: DecideContext): NotUnderWay | void {
    if (!this.underWay) return NotUnderWay.of({ shipmentId: data.shipmentId });
    const { signedBy } = data;
    this.raise(ParcelDelivered.of(signedBy === undefined ? { deliveredAt: now } : { deliveredAt: now, signedBy }));
  }

  override reportLoss({ data }: ReportLoss): NotUnderWay | void {
    if (!this.underWay) return NotUnderWay.of({ shipmentId: data.shipmentId });
    this.raise(ParcelLost.of(this.lastPlace === undefined ? {} : { lastPlace: this.lastPlace }));
  }

  protected override onShipmentScheduled({ data }: ShipmentScheduled): void {
    this.carrier = data.carrier;
  }

  protected override onParcelHandedOver(): void {
    this.underWay = true;
  }

  protected override onParcelScanned({ data }: ParcelScanned): void {
    this.lastPlace = data.place;
  }

  protected override onParcelDelivered(): void {
    this.underWay = false;
  }

  protected override onParcelLost(): void {
    this.underWay = false;
  }
}
