// The door `@varve/runtime/testing/fast-check`: random data that schemas allow, as arbitraries of fast-check, which is
// yours to install.
export { type ArbitraryOptions, arbitraryData, arbitraryOf } from './arbitrary-of.js';
export type { PatternArbitraries } from './text-arbitraries.js';
