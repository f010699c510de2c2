import { testSchemas } from '@varve/runtime/testing/schemas';
import { test } from 'vitest';
import { notesRegistry } from '../src/generated/notes/notes.js';
import { notesSamples } from '../src/generated/notes/notes.samples.js';

/** That every schema version ever released, and every draft, can still be read. */
testSchemas({
  registry: notesRegistry,
  samples: notesSamples,
  fixtures: new URL('../varve.fixtures/', import.meta.url),
  test,
});
