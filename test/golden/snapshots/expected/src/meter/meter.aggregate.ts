import type { DecideContext } from '@varve/runtime';
import { MeterAggregate, type Count, type Counted, type MeterState } from '../generated/bank/meter.js';

/** Decides for Meter. */
export class Meter extends MeterAggregate {
  // Decide: this.raise(…) for Counted.
  override count(_command: Count, _context: DecideContext): void {
    throw new Error('bank.Count is not decided yet.');
  }

  protected override onCounted(_event: Counted): void {
    // Change the fields of this object as Counted says.
  }

  // Give what the fields of this object hold.
  protected override toSnapshot(): MeterState {
    throw new Error('Meter says nothing of its state yet.');
  }

  // Set the fields of this object.
  protected override fromSnapshot(_state: MeterState): void {
    throw new Error('Meter says nothing of its state yet.');
  }
}
