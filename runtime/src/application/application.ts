// A program's contexts, projections and processors as one thing that is started, watched and stopped. In: contexts as their
// create functions return them, on one store. Out: everything that follows the log, running.
import { InvalidUseError } from '../errors/command-errors.js';
import type { Processor } from '../processor/create-processor.js';
import type { ProcessorHealth } from '../processor/processor-options.js';
import type { KeepOptions, ProjectionHealth, RebuildOptions, RebuildResult } from '../projection/keeper-options.js';
import type { WaitOptions } from '../projection/projection.js';
import type { ProjectionKeeper } from '../projection/projection-keeper.js';
import { exposeContexts } from './opened-context.js';
import { introduceContexts } from './introduce-contexts.js';
import { keepersOf } from './keepers-of.js';

export interface ApplicationOptions {
  /** What `create…` functions returned, by names of your choice. All on one store, as it was opened and not a tenant's handle. */
  readonly contexts: Readonly<Record<string, object>>;
  /** Processors of yours, not started yet. */
  readonly processors?: readonly Processor[];
  /** How rows of all projections are kept. */
  readonly keep?: Omit<KeepOptions, 'slices'>;
  /** What is different for single projections, by `<context>.<Name>`. */
  readonly projections?: Readonly<Record<string, KeepOptions>>;
}

export interface ApplicationHealth {
  readonly projections: readonly ProjectionHealth[];
  readonly processors: readonly (ProcessorHealth & { readonly name: string })[];
}

export interface Application {
  /**
   * Resolves when everything works, here or in another process: rows may still be built then.
   * @throws InvalidUseError for projections whose events no context has
   */
  start(): Promise<void>;
  /** Lets the units in hand end. Stopped once, it is not started again. */
  stop(): Promise<void>;
  /** Resolves when it was stopped. Rejects with the first thing that cannot go on; everything else goes on until `stop`. */
  readonly ended: Promise<void>;
  health(): Promise<ApplicationHealth>;
  /** Resolves when everything that is in the log now is in all rows, and was handled by all processors. @throws OperationAbortedError */
  caughtUp(options?: WaitOptions): Promise<void>;
  /**
   * Builds the rows of a projection anew, beside those that serve meanwhile. Also without `start`, in a process of its own.
   * @param projection `<context>.<Name>`
   */
  rebuild(projection: string, options?: RebuildOptions): Promise<RebuildResult>;
  /** Handles what a projection has parked again, while this process works on it. */
  replayParked(projection: string): Promise<{ readonly handled: number; readonly left: number }>;
}

/** @throws InvalidUseError for two things of one name, and for contexts of several stores */
export function openApplication(options: ApplicationOptions): Application {
  const { processors = [] } = options;
  const contexts = introduceContexts(options.contexts);
  const keepers = keepersOf(contexts, options);
  refuseTwins(processors);
  const parts: readonly (ProjectionKeeper | Processor)[] = [...keepers.values(), ...processors];
  const keeperOf = (projection: string): ProjectionKeeper => {
    const keeper = keepers.get(projection);
    if (keeper === undefined) throw new InvalidUseError(`No projection ${projection} is kept here.`);
    return keeper;
  };
  const ended = Promise.all(parts.map((part) => part.ended)).then(() => undefined);
  ended.catch(() => undefined);
  return exposeContexts(contexts, {
    ended,
    async start() {
      try {
        await Promise.all(parts.map((part) => part.start()));
      } catch (error) {
        await Promise.all(parts.map((part) => part.stop()));
        throw error;
      }
    },
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
    },
    async caughtUp(given = {}) {
      const head = await contexts[0]?.settings.store.head();
      if (head !== undefined) await Promise.all(parts.map((part) => part.reached(head, given)));
    },
    health: async () => ({
      projections: await Promise.all([...keepers.values()].map((keeper) => keeper.health())),
      processors: processors.map((processor) => ({ ...processor.health(), name: processor.name })),
    }),
    rebuild: async (projection, given) => keeperOf(projection).rebuild(given),
    replayParked: async (projection) => keeperOf(projection).replayParked(),
  });
}

/** @throws InvalidUseError */
function refuseTwins(processors: readonly Processor[]): void {
  const names = new Set<string>();
  for (const { name } of processors) {
    if (names.has(name)) throw new InvalidUseError(`Two processors are called ${name}.`);
    if (name.startsWith('projection:')) throw new InvalidUseError(`${name} is named like a projection.`);
    names.add(name);
  }
}
