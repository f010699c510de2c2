import { failingSuite } from './failing-suite.js';
import type { OpenStore } from './process-scene.js';
import { reactingSuite } from './reacting-suite.js';
import { timeoutsSuite } from './timeouts-suite.js';

/** Everything that processes promise, on whatever store. */
export function processSuites(open: OpenStore): void {
  reactingSuite(open);
  timeoutsSuite(open);
  failingSuite(open);
}
