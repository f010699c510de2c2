import { systemSleep } from '../command/platform.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { ProjectionBuildingError } from '../errors/projection-errors.js';
import { refuseAborted } from '../store/read-bounds.js';
import type { LogPosition } from '../store/stored-event.js';
import type { ViewGeneration, ViewShape } from '../store/view.js';
import type { Folder } from './fold-events.js';
import { isOwn, servingOf, viewOf } from './generations.js';
import { prepareRows } from './prepare-rows.js';
import type { WaitOptions } from './projection.js';
import type { ReadableRows, RowSource } from './projection-rows.js';
import type { ProjectionStore } from './projection-store.js';
import { buildingProgress, placeDone } from './work-done.js';

const firstPause = 10;
const longestPause = 250;

/** Rows that lie in the store. */
export class StoredRows implements RowSource {
  readonly #store: ProjectionStore;
  readonly #folder: Folder;
  /** Rows of this definition that serve; everything else is looked at anew each time. */
  #served: ReadableRows | undefined;

  constructor(store: ProjectionStore, folder: Folder) {
    this.#store = store;
    this.#folder = folder;
  }

  async rows(): Promise<ReadableRows | undefined> {
    if (this.#served !== undefined) return this.#served;
    const generations = await this.#generations();
    const serving = servingOf(generations);
    const own = generations.find(({ hash }) => isOwn(this.#folder, hash));
    if (serving === undefined) return own && this.#readable(viewOf(this.#folder, own.hash));
    if (isOwn(this.#folder, serving.hash)) {
      this.#served = this.#readable(viewOf(this.#folder, serving.hash));
      return this.#served;
    }
    if (this.#isReadable(serving)) return this.#readable(serving.shape);
    throw new ProjectionBuildingError(
      this.#folder.name,
      await buildingProgress(this.#store, this.#folder.name, own?.hash),
    );
  }

  forget(): void {
    this.#served = undefined;
  }

  async caughtUp(options: WaitOptions): Promise<void> {
    const head = await this.#store.head();
    if (head !== undefined) await this.reached(head, options);
  }

  async reached(place: LogPosition, { signal }: WaitOptions): Promise<void> {
    if (this.#store.tenant !== undefined) {
      throw new InvalidUseError(`${this.#folder.name} is waited for with the store as it was opened, not a tenant’s.`);
    }
    for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
      refuseAborted(signal);
      if (await this.#hasReached(place)) return;
      await abortableSleep(pause, signal);
    }
  }

  /** Whether the rows that are read now hold everything up to this place. */
  async #hasReached(place: LogPosition): Promise<boolean> {
    const { run } = this.#folder.bound.definition;
    const generations = await this.#generations();
    const serving = servingOf(generations);
    const read = serving ?? generations.find(({ hash }) => isOwn(this.#folder, hash));
    if (read === undefined || !this.#isReadable(read)) return false;
    // With the append that made an event its rows were made.
    if (run === 'inline' && serving !== undefined && isOwn(this.#folder, serving.hash)) return true;
    const done = await placeDone(this.#store, this.#folder.name, read.hash);
    return done !== undefined && this.#store.compareLogPositions(done, place) >= 0;
  }

  async #generations(): Promise<readonly ViewGeneration[]> {
    const { run } = this.#folder.bound.definition;
    const found = await this.#store.findViews(this.#folder.name);
    if (run !== 'inline' || found.length > 0) return found;
    // An inline projection of a new log is ready as soon as somebody looks.
    await prepareRows(this.#store, this.#folder);
    return this.#store.findViews(this.#folder.name);
  }

  /** Rows of other code can be read where they have the same columns. */
  #isReadable({ hash, shape }: ViewGeneration): boolean {
    return isOwn(this.#folder, hash) || hasColumns(shape, this.#folder.columns.view);
  }

  #readable(view: ViewShape): ReadableRows {
    return { view, reader: this.#store };
  }
}

/** Whether rows of one shape can be read as those of another. */
function hasColumns(found: ViewShape, wanted: ViewShape): boolean {
  const columns = ({ key, columns: others }: ViewShape): string =>
    JSON.stringify([key, others].map((list) => list.map(({ name, kind, nullable }) => [name, kind, nullable])));
  return columns(found) === columns(wanted);
}

/** Ends early when the signal is aborted. */
async function abortableSleep(milliseconds: number, signal: WaitOptions['signal']): Promise<void> {
  if (signal === undefined) return systemSleep(milliseconds);
  let wake = (): void => undefined;
  const aborted = new Promise<void>((resolve) => {
    wake = resolve;
  });
  signal.addEventListener('abort', wake, { once: true });
  await Promise.race([systemSleep(milliseconds), aborted]);
  signal.removeEventListener('abort', wake);
}
