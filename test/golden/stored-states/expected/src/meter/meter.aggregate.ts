import type { DecideContext } from '@varve/runtime';
import { MeterAggregate, type MeterRead, type MeterState, type ReadMeter } from '../generated/bank/meter.js';

/** Decides for Meter. */
export class Meter extends MeterAggregate {
  // Decide: this.raise(…) for MeterRead.
  override readMeter(_command: ReadMeter, _context: DecideContext): void {
    throw new Error('bank.ReadMeter is not decided yet.');
  }

  protected override onMeterRead(_event: MeterRead): void {
    // Change the fields of this object as MeterRead says.
  }

  // Give what the fields of this object hold.
  protected override toSnapshot(): MeterState {
    throw new Error('Meter says nothing of its state yet.');
  }
}
