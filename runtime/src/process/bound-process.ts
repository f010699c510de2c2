import type { EventDefinition } from '../registry/message-definition.js';
import type { Operations } from '../shape/shape.js';
import type {
  CorrelatedEvent,
  DeclaredTimeout,
  ProcessContract,
  ProcessDefinition,
  ProcessHandlers,
} from './contract.js';

/** A handler with its types taken away: what happened, then the state, if there is one, and the context. */
export type AnyProcessHandler = (what: unknown, ...rest: readonly unknown[]) => unknown;

type AnyHandlerGroup = Readonly<Record<string, AnyProcessHandler>>;

/** Handlers with their types taken away. */
export interface AnyProcessHandlers {
  readonly starts: AnyHandlerGroup;
  readonly on?: AnyHandlerGroup;
  readonly timeouts?: AnyHandlerGroup;
}

/** A definition with its types taken away. */
export interface AnyProcess {
  readonly context: string;
  readonly name: string;
  readonly category: string;
  readonly id: Operations;
  readonly events: Readonly<Record<string, CorrelatedEvent>>;
  readonly refusals: Readonly<Record<string, { readonly command: string; readonly rejection: string }>>;
  readonly sends: readonly string[];
  readonly timeouts: Readonly<Record<string, DeclaredTimeout>>;
  readonly state: EventDefinition;
  readonly errors?: ProcessDefinition['errors'];
  readonly within?: string;
}

/** A process and what its user wrote for it. */
export interface BoundProcess {
  readonly definition: AnyProcess;
  readonly handlers: AnyProcessHandlers;
}

/** Takes a generated definition and its handlers together, for `openContext`. */
export function bindProcess<C extends ProcessContract>(
  definition: ProcessDefinition<C>,
  handlers: ProcessHandlers<C>,
): BoundProcess;
export function bindProcess(definition: AnyProcess, handlers: object): BoundProcess {
  // That handlers stand where they belong is what `ProcessHandlers` demands, and what is looked at again when they run.
  return { definition, handlers: handlers as AnyProcessHandlers };
}
