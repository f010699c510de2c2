import { test } from '@jest/globals';
import { testSchemas } from '@varve/runtime/testing/schemas';
import { orderRegistry } from '../src/generated/order/order.context.js';
import { orderSamples } from '../src/generated/order/order.samples.js';

/** That every schema version ever released, and every draft, can still be read. */
testSchemas({
  registry: orderRegistry,
  samples: orderSamples,
  fixtures: new URL('../varve.fixtures/', import.meta.url),
  test,
});
