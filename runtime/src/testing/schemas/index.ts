// The door `@varve/runtime/testing/schemas`: tests that old events and commands can still be read. Reads files, and needs
// fast-check, which is yours to install.
export type { ArbitraryOptions } from '../fast-check/arbitrary-of.js';
export type { PatternArbitraries } from '../fast-check/text-arbitraries.js';
export { type SchemaTests, testSchemas } from './test-schemas.js';
export type { RandomOptions } from './verify-random.js';
