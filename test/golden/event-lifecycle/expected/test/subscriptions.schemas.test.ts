import { testSchemas } from '@varve/runtime/testing/schemas';
import { test } from 'vitest';
import { subscriptionsRegistry } from '../src/generated/subscriptions/subscriptions.js';
import { subscriptionsSamples } from '../src/generated/subscriptions/subscriptions.samples.js';

/** That every schema version ever released, and every draft, can still be read. */
testSchemas({
  registry: subscriptionsRegistry,
  samples: subscriptionsSamples,
  fixtures: new URL('../varve.fixtures/', import.meta.url),
  test,
});
