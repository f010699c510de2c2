import type { DecideContext } from '@varve/runtime';
import { ExtraAggregate, type Evolve, type Raise, type Raised } from '../generated/order/extra.js';

/** Decides for Extra. */
export class Extra extends ExtraAggregate {
  // Decide: this.raise(…) for Raised.
  override evolve$1(_command: Evolve, _context: DecideContext): void {
    throw new Error('order.Evolve is not decided yet.');
  }

  // Decide: this.raise(…) for Raised.
  override raise$1(_command: Raise, _context: DecideContext): void {
    throw new Error('order.Raise is not decided yet.');
  }

  protected override onRaised(_event: Raised): void {
    // Change the fields of this object as Raised says.
  }
}
