import { describe } from 'vitest';
import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';
import { contractSuite } from './contract-suite.js';

const { capabilities } = createMemoryEventStore();

contractSuite('memory', {
  open: async ({ now }) => createMemoryEventStore({ now }),
  capabilities,
  refusesDrafts: false,
});

describe('a tenant’s handle', () => {
  contractSuite('memory, a tenant’s handle', {
    open: async ({ now }) => createMemoryEventStore({ now }).forTenant('acme'),
    capabilities: { ...capabilities, tenants: false },
    refusesDrafts: false,
    tenant: 'acme',
  });
});
