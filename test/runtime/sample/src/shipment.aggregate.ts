// What a user writes.
import type { DecideContext } from '@varve/runtime';
import {
  CarrierUnknown,
  type ScheduleShipment,
  type SendShipment,
  ShipmentAggregate,
  ShipmentScheduled,
  ShipmentSent,
} from '../ordering/shipment.js';

const carriers = new Set(['post', 'van']);

export class Shipment extends ShipmentAggregate {
  #sent = false;

  get sent(): boolean {
    return this.#sent;
  }

  override scheduleShipment({ data }: ScheduleShipment): CarrierUnknown | void {
    if (!carriers.has(data.carrier)) return CarrierUnknown.of({ carrier: data.carrier });
    this.raise(ShipmentScheduled.of({ carrier: data.carrier, on: data.on }));
  }

  override sendShipment(_command: SendShipment, { now }: DecideContext): void {
    if (!this.#sent) this.raise(ShipmentSent.of({ sentAt: now }));
  }

  protected override onShipmentScheduled(_event: ShipmentScheduled): void {
    this.#sent = false;
  }

  protected override onShipmentSent(_event: ShipmentSent): void {
    this.#sent = true;
  }
}
