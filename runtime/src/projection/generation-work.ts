// Keeps one generation of rows up with the log: builds it where it does not serve yet, swaps it in, and goes on with it
// where its projection is async. In: a projection and a generation's hash. Out: a processor for each slice.
import { systemNewId, systemRandom } from '../command/platform.js';
import { PartSharing } from '../processor/part-sharing.js';
import type { PageWork } from '../processor/page-work.js';
import type { ProcessorHealth, ProcessorReport } from '../processor/processor-options.js';
import { RunningProcessor } from '../processor/running-processor.js';
import { defaultLease, settingsOf } from '../processor/settings.js';
import type { Registry } from '../registry/registry.js';
import { LogSources } from '../repository/log-sources.js';
import { typesInLog } from '../repository/types-in-log.js';
import type { LogPosition } from '../store/stored-event.js';
import type { Folder } from './fold-events.js';
import { workName } from './generations.js';
import type { KeepOptions } from './keeper-options.js';
import { foldPage, holdGeneration } from './page-fold.js';
import type { Unit } from '../store/unit.js';
import type { ProjectionStore } from './projection-store.js';
import { noteSkipped } from './skipped-events.js';
import { sliceOf } from './slices.js';
import { type Building, swapRows } from './swap-rows.js';
import { WorkRate } from './work-rate.js';

/** A projection, and what its rows are kept with. */
export interface Kept {
  readonly store: ProjectionStore;
  readonly folder: Folder;
  readonly registries: readonly Registry[];
  readonly options: KeepOptions;
}

export interface Generation {
  readonly hash: string;
  readonly slices: number;
  /** It serves already. */
  readonly isServing: boolean;
  /** Of the log, when the work was begun. */
  readonly head: LogPosition | undefined;
}

const defaultBatch = 500;
const mostHeld = 2_000;

export class GenerationWork {
  readonly generation: Generation;
  readonly rate = new WorkRate();
  /** Resolves when these rows serve. */
  readonly served: Promise<void>;
  readonly #kept: Kept;
  readonly #building: Building;
  readonly #processors: readonly RunningProcessor<readonly Registry[], Unit>[];
  readonly #sharing: PartSharing;
  readonly #owner: string;
  readonly #told: () => void;
  #isServing: boolean;
  #serve: () => void = () => undefined;

  /** @param told called whenever something was committed, or something failed */
  constructor(kept: Kept, generation: Generation, told: () => void) {
    const { store, folder, registries } = kept;
    const { hash, slices, head, isServing } = generation;
    const filter = { types: [...folder.folds.keys()] };
    this.#kept = kept;
    this.generation = generation;
    this.#told = told;
    this.#isServing = isServing;
    this.#building = {
      ...{ store, folder, hash, slices, mostHeld, target: head },
      sources: new LogSources(registries, {}),
      types: typesInLog(registries, filter),
    };
    this.served = new Promise((resolve) => {
      this.#serve = resolve;
    });
    if (isServing) this.#serve();
    this.#owner = kept.options.owner ?? systemNewId();
    this.#sharing = this.#share();
    this.#processors = Array.from({ length: slices }, (_, slice) => this.#processor(slice, filter));
  }

  get isServing(): boolean {
    return this.#isServing;
  }

  /** Resolves when all slices are done for good; rejects with the first that cannot go on. */
  get ended(): Promise<unknown> {
    return Promise.all(this.#processors.map(({ ended }) => ended));
  }

  get health(): readonly ProcessorHealth[] {
    return this.#processors.map(({ health }) => health);
  }

  async start(): Promise<void> {
    await Promise.all(this.#processors.map((processor) => processor.start()));
    if (this.#processors.length === 1) return;
    this.#sharing.start();
    const end = (): Promise<void> => this.#sharing.stop();
    this.ended.then(end, end);
  }

  async stop(): Promise<void> {
    await this.#sharing.stop();
    await Promise.all(this.#processors.map((processor) => processor.stop()));
  }

  async replayParked(): Promise<{ readonly handled: number; readonly left: number }> {
    const results = await Promise.all(this.#processors.map((processor) => processor.replayParked(undefined)));
    return {
      handled: results.reduce((sum, { handled }) => sum + handled, 0),
      left: results.reduce((sum, { left }) => sum + left.length, 0),
    };
  }

  #processor(
    slice: number,
    filter: { readonly types: readonly string[] },
  ): RunningProcessor<readonly Registry[], Unit> {
    const { store, folder, registries, options } = this.#kept;
    const { errors = {} } = folder.bound.definition;
    const { hash, slices } = this.generation;
    const { batch = defaultBatch, failure, lease, pollInterval, random, observer } = options;
    const given = { lease, pollInterval, random, observer };
    const settled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const retry = errors.retry === undefined ? {} : { attempts: errors.retry + 1 };
    const processing = {
      ...settled,
      ...{ store, registries, filter, batch, owner: this.#owner, name: workName(folder.name, hash, slice, slices) },
      failure: { ...failure, ...retry, otherwise: errors.then ?? 'stop' },
      report: (report: ProcessorReport) => this.#note(report),
    };
    return new RunningProcessor(settingsOf<readonly Registry[], Unit>(processing, this.#work(slice)));
  }

  /** Slices go to whoever has fewer of them, so that no process has two more than another. */
  #share(): PartSharing {
    const { store, folder, options } = this.#kept;
    const { hash, slices } = this.generation;
    const { lease = defaultLease, random = systemRandom } = options;
    return new PartSharing({
      ...{ store, lease, random, owner: this.#owner },
      name: `${workName(folder.name, hash)}#wanted`,
      parts: () =>
        this.#processors.map((processor, slice) => ({
          name: workName(folder.name, hash, slice, slices),
          isHeld: processor.health.state === 'leading',
          handOver: () => processor.handOver(),
          lookAgain: () => processor.lookAgain(),
        })),
    });
  }

  #work(slice: number): PageWork<Unit> {
    const { folder, options } = this.#kept;
    const { hash, slices } = this.generation;
    const { run } = folder.bound.definition;
    const { eventsPerSecond } = options;
    return {
      handle: (events, { unit }) => foldPage(folder, hash, events, unit),
      // A checkpoint that is saved after its generation was dropped would stay for ever.
      guard: (unit) => holdGeneration(folder, hash, unit),
      skip: (unit, stored, reason) => noteSkipped(unit, workName(folder.name, hash, slice, slices), stored, reason),
      ...(slices === 1
        ? {}
        : {
            isOurs: ({ streamName, tenant }) => sliceOf(streamName, tenant, slices) === slice,
            mayTake: () => this.#sharing.mayTake(),
          }),
      ...(eventsPerSecond === undefined
        ? {}
        : { pauseAfter: () => (this.#isServing ? 0 : this.rate.pauseFor(eventsPerSecond)) }),
      atEnd: async (at, lease) => {
        if (this.#isServing) return { isDone: run === 'inline', at };
        const result = await swapRows(this.#building, slice, lease);
        if (result.kind === 'late') return { isDone: false, at };
        this.rate.add(result.folded);
        this.#isServing = true;
        this.#serve();
        this.#told();
        return { isDone: run === 'inline', at: result.at };
      },
    };
  }

  #note(report: ProcessorReport): void {
    if (report.kind === 'committed') this.rate.add(report.handled);
    this.#told();
  }
}
