// The door `@varve/runtime/otel`: traces and metrics through OpenTelemetry.
export { openTelemetry, type TelemetryOptions } from './open-telemetry.js';
export { watchPool, type WatchedPool, type WatchPoolOptions } from './watch-pool.js';
export { type WatchedProcessors, watchProcessors } from './watch-processors.js';
