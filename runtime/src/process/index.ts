// The door `@varve/runtime/processes`: what processes are written, run and looked at with.
export { InvalidReactionError, MissingInstanceError, TenantEventError } from '../errors/process-errors.js';
export type { ProcessContext, Refusal, Timeout } from './contract.js';
export type {
  FindOptions,
  InstancePage,
  InstanceReport,
  InstanceSummary,
  ListOptions,
  PendingCommand,
  StuckReason,
} from './instance-report.js';
export type { ProcessInstance, ProcessInstances } from './open-process.js';
export type { ProcessHealth, ProcessOptions } from './process-part.js';
export type { Due, Reaction, Start } from './reaction.js';
