// The door `@varve/runtime/operations`: what tools do with a whole log.
export { forgetWork } from '../projection/forget-work.js';
export { findSkipped, type Skipped, type SkippedEvent } from '../projection/skipped-events.js';
export type { Registry } from '../registry/registry.js';
export type { LogRange, PartitionedLog } from '../store/log-range.js';
export { contextsIn, type ShownContext, type ShownProjection } from './opened-contexts.js';
export { type EventToday, readAsToday, type ReadingToday, type ReadToday } from './read-as-today.js';
export type { StoreInspector, StoreView } from './store-inspector.js';
export { mergeTallies, type TypeTally, type UnreadableEvent } from './tally.js';
export { type RangeTally, verifyLog, type VerifyOptions } from './verify-log.js';
