// The door `@varve/runtime/observe`: the types of an observer of one's own. Nothing of it is there at run time.
export type { TraceContext } from '../message/trace-context.js';
export type {
  AppendOperation,
  CommandOperation,
  DeliveryOperation,
  Ending,
  HandlingOperation,
  LoadOperation,
  Notice,
  Observer,
  Operation,
  PageOperation,
} from './observer.js';
