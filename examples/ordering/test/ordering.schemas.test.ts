import { testSchemas } from '@varve/runtime/testing/schemas';
import { test } from 'vitest';
import { orderingRegistry } from '../src/generated/ordering/ordering.js';
import { orderingSamples } from '../src/generated/ordering/ordering.samples.js';
import { orderUpcasters } from '../src/order/order.upcasters.js';
import { orderingTypeUpcasters } from '../src/ordering/types.upcasters.js';

/** That every schema version ever released, and every draft, can still be read. */
testSchemas({
  registry: orderingRegistry({ order: orderUpcasters, types: { ordering: orderingTypeUpcasters } }),
  samples: orderingSamples,
  fixtures: new URL('../varve.fixtures/', import.meta.url),
  test,
});
