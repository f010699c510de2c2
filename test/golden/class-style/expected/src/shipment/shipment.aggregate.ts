import type { DecideContext } from '@varve/runtime';
import {
  ShipmentAggregate,
  type CarrierUnknown,
  type ReportLoss,
  type ScheduleShipment,
  type ShipmentLost,
  type ShipmentScheduled,
  type TooLate,
} from '../generated/shipping/shipment.js';

/** A parcel on its way. */
export class Shipment extends ShipmentAggregate {
  // Decide: this.raise(…) for ShipmentLost.
  override reportLoss(_command: ReportLoss, _context: DecideContext): void {
    throw new Error('shipping.ReportLoss is not decided yet.');
  }

  // Decide: this.raise(…) for ShipmentScheduled; return CarrierUnknown or TooLate to refuse.
  override scheduleShipment(_command: ScheduleShipment, _context: DecideContext): CarrierUnknown | TooLate | void {
    throw new Error('shipping.ScheduleShipment is not decided yet.');
  }

  protected override onShipmentLost(_event: ShipmentLost): void {
    // Change the fields of this object as ShipmentLost says.
  }

  protected override onShipmentScheduled(_event: ShipmentScheduled): void {
    // Change the fields of this object as ShipmentScheduled says.
  }
}
