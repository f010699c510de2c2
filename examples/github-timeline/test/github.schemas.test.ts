import { testSchemas } from '@varve/runtime/testing/schemas';
import { test } from 'vitest';
import { githubRegistry } from '../src/generated/github/github.js';
import { githubSamples } from '../src/generated/github/github.samples.js';

/** That every schema version ever released, and every draft, can still be read. */
testSchemas({
  registry: githubRegistry,
  samples: githubSamples,
  fixtures: new URL('../varve.fixtures/', import.meta.url),
  test,
  // Sixty events of up to five hundred fields each: ten of each are plenty for every run.
  runs: 10,
});
