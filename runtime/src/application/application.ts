// A program's contexts, projections and processors as one thing that is started, watched and stopped. In: contexts as their
// create functions return them, on one store. Out: everything that follows the log, running.
import { InvalidUseError } from '../errors/command-errors.js';
import type { Processor } from '../processor/create-processor.js';
import type { FindOptions, InstancePage, InstanceReport, ListOptions } from '../process/instance-report.js';
import type { ProcessHealth, ProcessOptions, ProcessPart } from '../process/process-part.js';
import type { ProcessorHealth } from '../processor/processor-options.js';
import type { KeepOptions, ProjectionHealth, RebuildOptions, RebuildResult } from '../projection/keeper-options.js';
import type { WaitOptions } from '../projection/projection.js';
import type { ProjectionKeeper } from '../projection/projection-keeper.js';
import { exposeContexts } from './opened-context.js';
import { introduceContexts } from './introduce-contexts.js';
import { keepersOf } from './keepers-of.js';
import { runnersOf } from './runners-of.js';
import { caughtUp, settled } from './settled.js';

export interface ApplicationOptions {
  /** What `create…` functions returned, by names of your choice. All on one store, as it was opened and not a tenant's handle. */
  readonly contexts: Readonly<Record<string, object>>;
  /** Processors of yours, not started yet. */
  readonly processors?: readonly Processor[];
  /** How rows of all projections are kept. */
  readonly keep?: Omit<KeepOptions, 'slices'>;
  /** What is different for single projections, by `<context>.<Name>`. */
  readonly projections?: Readonly<Record<string, KeepOptions>>;
  /** How all processes are run. */
  readonly run?: Omit<ProcessOptions, 'from'>;
  /** What is different for single processes, by `<context>.<Name>`. */
  readonly processes?: Readonly<Record<string, ProcessOptions>>;
}

export interface ApplicationHealth {
  readonly projections: readonly ProjectionHealth[];
  readonly processors: readonly (ProcessorHealth & { readonly name: string })[];
  readonly processes: readonly ProcessHealth[];
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
   * As `caughtUp`, and every command of a process was answered, and what came of that was handled, too: until a timeout
   * passes or somebody else does something, there is nothing left to do. Waits for as long as a command fails.
   */
  settled(options?: WaitOptions): Promise<void>;
  /**
   * Builds the rows of a projection anew, beside those that serve meanwhile. Also without `start`, in a process of its own.
   * @param projection `<context>.<Name>`
   */
  rebuild(projection: string, options?: RebuildOptions): Promise<RebuildResult>;
  /** Handles what a projection, a process or a processor has parked again, while this program works on it. */
  replayParked(name: string): Promise<{ readonly handled: number; readonly left: number }>;
  /** The instances of the processes that are run here. Also without `start`. */
  readonly processes: ApplicationProcesses;
}

/** Looking at processes, whatever they are. Names are `<context>.<Name>`. */
export interface ApplicationProcesses {
  readonly names: readonly string[];
  /** @throws InvalidUseError for a process that is none of them */
  list(process: string, options?: ListOptions): Promise<InstancePage>;
  /** @throws InvalidUseError, InvalidStreamNameError for an id that does not fit */
  find(process: string, id: unknown, options?: FindOptions): Promise<InstanceReport | undefined>;
}

/** @throws InvalidUseError for two things of one name, and for contexts of several stores */
export function openApplication(options: ApplicationOptions): Application {
  const { processors = [] } = options;
  const contexts = introduceContexts(options.contexts);
  const keepers = keepersOf(contexts, options);
  const runners = runnersOf(contexts, options);
  refuseTwins(processors);
  const parts: readonly (ProjectionKeeper | Processor | ProcessPart)[] = [
    ...keepers.values(),
    ...runners.values(),
    ...processors,
  ];
  const runnerOf = (process: string): ProcessPart => {
    const runner = runners.get(process);
    if (runner === undefined) throw new InvalidUseError(`No process ${process} is run here.`);
    return runner;
  };
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
    caughtUp: (given = {}) => caughtUp(contexts, parts, given),
    settled: (given = {}) => settled(contexts, parts, { runners: [...runners.values()], given }),
    health: async () => ({
      projections: await Promise.all([...keepers.values()].map((keeper) => keeper.health())),
      processors: processors.map((processor) => ({ ...processor.health(), name: processor.name })),
      processes: [...runners.values()].map((runner) => runner.health()),
    }),
    rebuild: async (projection, given) => keeperOf(projection).rebuild(given),
    async replayParked(name) {
      const own = processors.find((processor) => processor.name === name);
      if (own === undefined) return (runners.get(name) ?? keeperOf(name)).replayParked();
      const { handled, left } = await own.replayParked();
      return { handled, left: left.length };
    },
    processes: {
      names: [...runners.keys()],
      list: async (process, given = {}) => runnerOf(process).list(given),
      find: async (process, id, given = {}) => runnerOf(process).find(id, given),
    },
  });
}

/** @throws InvalidUseError */
function refuseTwins(processors: readonly Processor[]): void {
  const names = new Set<string>();
  for (const { name } of processors) {
    if (names.has(name)) throw new InvalidUseError(`Two processors are called ${name}.`);
    if (name.startsWith('projection:')) throw new InvalidUseError(`${name} is named like a projection.`);
    if (name.startsWith('process:')) throw new InvalidUseError(`${name} is named like a process.`);
    names.add(name);
  }
}
