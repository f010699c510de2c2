// The door `@varve/runtime/processors`: following the log with handlers of one's own.
export { CheckpointMismatchError, ProcessorFailedError } from '../errors/processor-errors.js';
export { createProcessor, type Processor } from './create-processor.js';
export { type ProcessorLag, processorLag } from './processor-lag.js';
export type { ReplayResult } from './parked-events.js';
export type {
  FailedEvent,
  FailurePolicy,
  HandlerContext,
  ProcessorHealth,
  ProcessorOptions,
  ProcessorReport,
  ProcessorStore,
} from './processor-options.js';
