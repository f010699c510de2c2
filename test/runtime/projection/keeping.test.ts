import { describe } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { keepingSuite } from './keeping-suite.js';

describe('in memory', () => keepingSuite(async () => createMemoryEventStore()));
