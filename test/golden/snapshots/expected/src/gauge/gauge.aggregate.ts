import type { DecideContext } from '@varve/runtime';
import { GaugeAggregate, type Read, type ReadGauge } from '../generated/bank/gauge.js';

/** Decides for Gauge. */
export class Gauge extends GaugeAggregate {
  // Decide: this.raise(…) for Read.
  override readGauge(_command: ReadGauge, _context: DecideContext): void {
    throw new Error('bank.ReadGauge is not decided yet.');
  }

  protected override onRead(_event: Read): void {
    // Change the fields of this object as Read says.
  }
}
