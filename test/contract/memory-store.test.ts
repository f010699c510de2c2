import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';
import { contractSuite } from './contract-suite.js';

contractSuite('memory', {
  open: async ({ now }) => createMemoryEventStore({ now }),
  capabilities: createMemoryEventStore().capabilities,
  refusesDrafts: false,
});
