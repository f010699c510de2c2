// Keeps the rows of one projection: finds out which generation serves, builds one where this code's does not, follows the
// log with it, and gives way where other code takes over. In: a projection, its store and the registries of its events.
import { systemSleep } from '../command/platform.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { LogPosition } from '../store/stored-event.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { BuildingReporter } from './building-reporter.js';
import { GenerationWork, type Kept } from './generation-work.js';
import { buildingOwn, isOwn, servingOf } from './generations.js';
import type { KeepOptions, ProjectionHealth, RebuildOptions, RebuildResult } from './keeper-options.js';
import { openGeneration } from './open-generation.js';
import type { WaitOptions } from './projection.js';
import { rebuildResult } from './rebuild-result.js';
import { StoredRows } from './stored-rows.js';
import { assertSlices, settleSlices } from './slices.js';
import { placesBehind } from './work-done.js';

const lookAgain = 100;

export class ProjectionKeeper {
  /** Resolves when it was stopped; rejects when it cannot go on. */
  readonly ended: Promise<void>;
  readonly #kept: Kept;
  readonly #works = new Map<string, GenerationWork>();
  #state: 'new' | 'running' | 'replaced' | 'failed' | 'stopped' = 'new';
  #lastError: unknown;
  #settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;

  constructor(kept: Kept) {
    this.#kept = kept;
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever asks for it later still learns it; nobody's process ends for not asking.
    this.ended.catch(() => undefined);
  }

  get name(): string {
    return this.#kept.folder.name;
  }

  /** Resolves when work on the rows has begun, here or elsewhere. @throws InvalidUseError */
  async start(): Promise<void> {
    if (this.#state !== 'new') throw new InvalidUseError(`${this.name} was started or stopped before.`);
    this.#refuseSlices(this.#kept.options.slices);
    this.#state = 'running';
    await this.#takeUp(true);
  }

  async stop(): Promise<void> {
    if (this.#state !== 'failed') this.#state = 'stopped';
    await Promise.all([...this.#works.values()].map((work) => work.stop()));
    this.#settle?.resolve();
  }

  async health(): Promise<ProjectionHealth> {
    const { store, folder } = this.#kept;
    const { run } = folder.bound.definition;
    const works = [...this.#works.values()];
    const work = works.find(({ isServing }) => isServing) ?? works.at(-1);
    const serving = servingOf(await store.findViews(this.name));
    const own = serving !== undefined && isOwn(folder, serving.hash) ? serving.hash : undefined;
    const isKeptElsewhere = run === 'inline' && own !== undefined;
    return {
      projection: this.name,
      run,
      state: this.#state !== 'running' ? this.#state : own === undefined ? 'building' : 'serving',
      behind: isKeptElsewhere ? 0 : await placesBehind(store, this.name, own ?? work?.generation.hash),
      ...this.#done(work),
    };
  }

  #done(work: GenerationWork | undefined): Pick<ProjectionHealth, 'slices' | 'events' | 'perSecond' | 'lastError'> {
    if (work === undefined) return { slices: [], events: 0, perSecond: 0, lastError: this.#lastError };
    const { health: slices, rate } = work;
    const lastError = slices.map((slice) => slice.lastError).find((error) => error !== undefined);
    return { slices, events: rate.events, perSecond: rate.perSecond, lastError: this.#lastError ?? lastError };
  }

  /** Resolves when everything up to this place is in the rows, whoever puts it there; rejects when work on them has ended. */
  async reached(place: LogPosition, options: WaitOptions): Promise<void> {
    const { store, folder } = this.#kept;
    await Promise.race([
      new StoredRows(store, folder).reached(place, options),
      this.ended.then(() => this.#refuseStopped()),
    ]);
  }

  #refuseStopped(): never {
    throw new InvalidUseError(`${this.name} was stopped.`);
  }

  /** Handles parked events of all slices again. */
  async replayParked(): Promise<{ readonly handled: number; readonly left: number }> {
    const results = await Promise.all([...this.#works.values()].map((work) => work.replayParked()));
    const sum = (what: 'handled' | 'left'): number => results.reduce((all, result) => all + result[what], 0);
    return { handled: sum('handled'), left: sum('left') };
  }

  /**
   * Builds the rows anew from the whole log while those that are there serve, and swaps them. Where they are being built
   * already, waits for that.
   */
  async rebuild(options: RebuildOptions = {}): Promise<RebuildResult> {
    const { store, folder } = this.#kept;
    if (this.#state === 'stopped') this.#refuseStopped();
    this.#refuseSlices(options.slices);
    const hash = buildingOwn(folder, await store.findViews(this.name)) ?? (await openGeneration(store, folder));
    const work =
      this.#works.get(hash) ?? (await this.#begin(hash, { ...this.#kept.options, slices: undefined, ...options }));
    // Work that was stopped has ended, too, and its rows do not serve.
    const ended = work.ended.then(() => this.#served(work));
    await Promise.race([ended, this.#served(work)]).catch((error: unknown) => this.#refuseFailure(error));
    return rebuildResult(store, this.name, work);
  }

  /** A rebuild that was begun later, elsewhere, may have been faster: it has seen everything that this one would have. */
  async #refuseFailure(error: unknown): Promise<void> {
    const serving = servingOf(await this.#kept.store.findViews(this.name));
    const isOvertaken = serving !== undefined && isOwn(this.#kept.folder, serving.hash);
    if (!isOvertaken || !isRuntimeError(error, 'projection-replaced')) throw error;
  }

  /** Resolves when the rows serve, whoever has swapped them. @throws InvalidUseError when it is stopped before */
  async #served(work: GenerationWork): Promise<void> {
    const { hash } = work.generation;
    while (servingOf(await this.#kept.store.findViews(this.name))?.hash !== hash) {
      if (this.#state === 'stopped') this.#refuseStopped();
      await Promise.race([work.served, systemSleep(lookAgain)]);
    }
  }

  /** Begins whatever there is to do now. @param opens whether rows of this code may be begun where there are none */
  async #takeUp(opens: boolean): Promise<void> {
    const { store, folder, options } = this.#kept;
    const { run } = folder.bound.definition;
    const generations = await store.findViews(this.name);
    const serving = servingOf(generations);
    const isServing = serving !== undefined && isOwn(folder, serving.hash);
    const building = buildingOwn(folder, generations);
    if (!isServing && building === undefined && !opens) {
      this.#state = 'replaced';
      return;
    }
    if (isServing && run === 'async') await this.#begin(serving.hash, options, true);
    if (building !== undefined) await this.#begin(building, isServing ? { ...options, slices: undefined } : options);
    else if (!isServing) await this.#begin(await openGeneration(store, folder), options);
  }

  async #begin(hash: string, options: Settled, isServing = false): Promise<GenerationWork> {
    const known = this.#works.get(hash);
    if (known !== undefined) return known;
    const { store } = this.#kept;
    const { slices: wanted, report = () => undefined, ...others } = options;
    const slices = await settleSlices(store, this.name, hash, wanted);
    const reporter = new BuildingReporter(store, this.name, report);
    const generation = { hash, slices, isServing, head: await store.head() };
    const work: GenerationWork = new GenerationWork({ ...this.#kept, options: others }, generation, () => {
      if (!isServing) reporter.tell(work);
    });
    this.#works.set(hash, work);
    this.#watch(work);
    await work.start();
    return work;
  }

  #watch(work: GenerationWork): void {
    const { hash } = work.generation;
    const left = (): void => void this.#works.delete(hash);
    work.ended.then(left, async (error: unknown) => {
      if (!isRuntimeError(error, 'projection-replaced')) return this.#fail(error);
      left();
      await work.stop();
      if (this.#state === 'running') await this.#takeUp(false).catch((failure: unknown) => this.#fail(failure));
    });
    if (work.isServing) return;
    // What served before is gone with the commit in which these rows began to.
    void work.served.then(() => {
      const before = [...this.#works.values()].filter((other) => other !== work);
      for (const other of before) this.#works.delete(other.generation.hash);
      return Promise.all(before.map((other) => other.stop()));
    });
  }

  #fail(error: unknown): void {
    this.#lastError = error;
    if (this.#state === 'running') this.#state = 'failed';
    this.#settle?.reject(error);
  }

  #refuseSlices(slices = 1): void {
    assertSlices(this.name, slices);
    if (slices > 1 && this.#kept.folder.bound.definition.category === undefined) {
      throw new InvalidUseError(`${this.name} cannot be kept in slices: its rows are made of several streams.`);
    }
  }
}

type Settled = Omit<KeepOptions, 'slices'> & { readonly slices?: number | undefined };
