import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { failingSuite } from './failing-suite.js';
import { forgottenSuite } from './forgotten-suite.js';
import { generationsSuite } from './generations-suite.js';
import { inlineSuite } from './inline-suite.js';
import { keepingSuite } from './keeping-suite.js';
import { readingSuite } from './reading-suite.js';

/** Everything that projections promise, on whatever store. */
export function projectionSuites(open: () => Promise<FullEventStore>): void {
  keepingSuite(open);
  readingSuite(open);
  inlineSuite(open);
  generationsSuite(open);
  failingSuite(open);
  forgottenSuite(open);
}
