// Appends of a context with inline projections: events and rows in one commit. While other code's rows serve, or none yet,
// appends go on without: whoever builds the rows will find the events in the log. From the commit on in which the rows
// serve, nobody appends past them: each append holds the view's generations as they are.
import { eventsIn } from '../codec/become.js';
import { createEventDecoder } from '../codec/decode-event.js';
import { appendInUnit } from '../command/append-in-unit.js';
import type { Appending } from '../command/appending.js';
import type { CommandStore } from '../command/context.js';
import { systemRandom } from '../command/platform.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { ProjectionFailedError, ProjectionReplacedError } from '../errors/projection-errors.js';
import type { Registry } from '../registry/registry.js';
import { createStreamIdReader } from '../repository/stream-identity.js';
import type { Appended, AppendRequest, AppendResult } from '../store/append.js';
import type { StoredEvent } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import type { ViewShape } from '../store/view.js';
import type { BoundProjection } from './bound-projection.js';
import { createFolder, foldEvents, FoldFailure, type Folder, type FoldedEvent } from './fold-events.js';
import { isOwn, servingOf, viewOf } from './generations.js';
import { prepareRows } from './prepare-rows.js';
import { type ProjectionStore, projectionStore } from './projection-store.js';

/** What inline projections need of the context that they belong to. */
export interface InlineHost {
  readonly registry: Registry;
  readonly store: CommandStore;
  /** Those that are inline. */
  readonly projections: readonly BoundProjection[];
}

export type AppendingMaker = (host: InlineHost) => Appending;

/** @throws InvalidUseError for a store without views, and for events of other contexts */
export function openInlineAppends({ registry, store: given, projections }: InlineHost): Appending {
  const folders = projections.map((bound) => inlineFolder(bound, registry));
  const store = projectionStore(given, folders.map(({ name }) => name).join(', '));
  const decode = createEventDecoder(registry, { random: systemRandom });
  const idOf = createStreamIdReader(registry);
  const read = (stored: StoredEvent): readonly FoldedEvent[] =>
    eventsIn(decode(stored, idOf(stored))).map((event) => ({ event }));
  const prepare = preparing(store, folders);

  async function appendIn(unit: Unit, request: AppendRequest): Promise<AppendResult> {
    const concerned = foldersOf(folders, request);
    if (concerned.length === 0) return unit.append(request);
    const held = await holdRows(unit, concerned);
    const answer = await unit.append(request);
    if (answer.kind === 'conflict' || answer.deduplicated) return answer;
    const events = storedEvents(request, answer).flatMap(read);
    for (const [folder, view] of held) await foldInto(folder, view, events, unit);
    return answer;
  }

  return {
    prepare,
    appendIn,
    async append(request, options) {
      if (foldersOf(folders, request).length === 0) return store.append(request, options);
      await prepare();
      return appendInUnit(store, (unit) => appendIn(unit, request), options);
    },
  };
}

/** @throws InvalidUseError */
function inlineFolder(bound: BoundProjection, { context, names }: Registry): Folder {
  const folder = createFolder(bound);
  for (const type of folder.folds.keys()) {
    if (!names.has(type)) {
      throw new InvalidUseError(`${folder.name} is inline and takes ${type}, which is no event of ${context}.`);
    }
  }
  return folder;
}

/** Rows are made ready once in the life of a context; what fails is tried again by the next append. */
function preparing(store: ProjectionStore, folders: readonly Folder[]): () => Promise<void> {
  let prepared: Promise<void> | undefined;
  return async () => {
    prepared ??= (async () => {
      for (const folder of folders) await prepareRows(store, folder);
    })();
    try {
      await prepared;
    } catch (error) {
      prepared = undefined;
      throw error;
    }
  };
}

const foldersOf = (folders: readonly Folder[], { events }: AppendRequest): readonly Folder[] =>
  folders.filter(({ folds }) => events.some(({ type }) => folds.has(type)));

/** Rows of those projections that are to be kept: the others are being built. @throws ProjectionReplacedError */
async function holdRows(unit: Unit, folders: readonly Folder[]): Promise<readonly (readonly [Folder, ViewShape])[]> {
  const held: (readonly [Folder, ViewShape])[] = [];
  for (const folder of folders) {
    const generations = await unit.holdView(folder.name, 'shared');
    const serving = servingOf(generations);
    if (serving !== undefined && isOwn(folder, serving.hash)) held.push([folder, viewOf(folder, serving.hash)]);
    else if (generations.length > 0 && !generations.some(({ hash }) => isOwn(folder, hash)))
      throw new ProjectionReplacedError(folder.name);
  }
  return held;
}

function storedEvents({ streamName, events }: AppendRequest, answer: Appended): readonly StoredEvent[] {
  const { firstPosition, recordedAt } = answer;
  return events.map(({ eventId, type, schemaVersion, data, metadata }, at) => {
    return { eventId, type, schemaVersion, data, metadata, streamName, position: firstPosition + at, recordedAt };
  });
}

/** @throws ProjectionFailedError */
async function foldInto(folder: Folder, view: ViewShape, events: readonly FoldedEvent[], unit: Unit): Promise<void> {
  try {
    await foldEvents(folder, events, { view, rows: unit, unit });
  } catch (error) {
    const failed = error instanceof FoldFailure ? events[error.index] : undefined;
    if (failed === undefined || !(error instanceof FoldFailure)) throw error;
    throw new ProjectionFailedError(folder.name, failed.event, error.cause);
  }
}
