import type { DecideContext } from '@varve/runtime';
import { ExtraAggregate, type Grow, type Lift, type Raised } from '../generated/order/extra.js';

/** Decides for Extra. */
export class Extra extends ExtraAggregate {
  // Decide: this.raise(…) for Raised.
  override grow(_command: Grow, _context: DecideContext): void {
    throw new Error('order.Grow is not decided yet.');
  }

  // Decide: this.raise(…) for Raised.
  override lift(_command: Lift, _context: DecideContext): void {
    throw new Error('order.Lift is not decided yet.');
  }

  protected override onRaised(_event: Raised): void {
    // Change the fields of this object as Raised says.
  }
}
