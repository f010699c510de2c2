import { describe } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { generationsSuite } from './generations-suite.js';
import { inlineSuite } from './inline-suite.js';
import { keepingSuite } from './keeping-suite.js';
import { readingSuite } from './reading-suite.js';

describe('in memory', () => {
  const open = async () => createMemoryEventStore();
  keepingSuite(open);
  readingSuite(open);
  inlineSuite(open);
  generationsSuite(open);
});
