// The moment when rows that were built begin to serve. The view is held alone, so that appends that keep rows wait; what the
// log holds behind the builders' checkpoints is folded in the same unit, if it is little; then the new rows serve and the
// earlier ones are dropped, in one commit.
import { eventsIn } from '../codec/become.js';
import { ProjectionReplacedError } from '../errors/projection-errors.js';
import { checkpointAt } from '../processor/checkpoints.js';
import { park } from '../processor/commit-events.js';
import { streamKey } from '../processor/desk.js';
import { isOfTheStore } from '../processor/infrastructure.js';
import { streamsWithParked } from '../processor/parked-events.js';
import type { LogSources } from '../repository/log-sources.js';
import type { TypesInLog } from '../repository/types-in-log.js';
import type { Lease } from '../store/lease.js';
import type { LogPage } from '../store/read.js';
import type { LoggedStoredEvent, LogPosition } from '../store/stored-event.js';
import { tenantSaid } from '../store/tenant.js';
import type { Checkpoint, Unit } from '../store/unit.js';
import type { ViewGeneration } from '../store/view.js';
import { foldEvents, type FoldedEvent, FoldFailure, type Folder } from './fold-events.js';
import { deleteCheckpoints, forgetWork } from './forget-work.js';
import { isOwn, servingOf, viewOf, workName } from './generations.js';
import { inTime } from './in-time.js';
import type { ProjectionStore } from './projection-store.js';
import { sliceOf } from './slices.js';
import { placeDone } from './work-done.js';

/** Rows that are being built. */
export interface Building {
  readonly store: ProjectionStore;
  readonly folder: Folder;
  readonly hash: string;
  readonly slices: number;
  readonly sources: LogSources;
  readonly types: TypesInLog;
  /** How much of the log is folded while appends wait, at most. */
  readonly mostHeld: number;
  /** Places that all slices must have passed before rows may serve, where they go on being kept by several. */
  readonly target: LogPosition | undefined;
}

/** `late`: too much is left, or others are not as far. `at`: where this slice has come to. */
export interface SwapResult {
  readonly kind: 'serving' | 'late';
  readonly at: LogPosition | undefined;
  /** Events that were folded within the swap. */
  readonly folded: number;
}

/** One step of a swap is undone, and what was found meanwhile is the answer. */
class NotYet extends Error {}

/** @throws ProjectionReplacedError, LeaseLostError, and what the store throws */
export async function swapRows(building: Building, slice: number, lease: Lease): Promise<SwapResult> {
  const { store, folder, hash } = building;
  try {
    return await store.transact(async (unit) => {
      await unit.holdLease(lease);
      const generations = await unit.holdView(folder.name, 'alone');
      if (!generations.some((each) => each.hash === hash)) throw new ProjectionReplacedError(folder.name);
      const places = await placesOf(building, unit);
      const before = servingOf(generations)?.hash;
      if (before === hash) return { kind: 'serving', at: places[slice], folded: 0 };
      const rest = await complete(building, unit, { places, before, slice, lease });
      await serve(building, unit, generations);
      return { kind: 'serving', ...rest };
    });
  } catch (error) {
    if (error instanceof NotYet) return { kind: 'late', at: undefined, folded: 0 };
    throw error;
  }
}

/** What is replaced goes at once: code that kept it notices with its next step. */
async function serve({ folder, hash }: Building, unit: Unit, generations: readonly ViewGeneration[]): Promise<void> {
  const before = servingOf(generations)?.hash;
  await unit.serveView(viewOf(folder, hash));
  for (const other of generations) {
    const isReplaced = other.hash === before || isOwn(folder, other.hash);
    if (!isReplaced || other.hash === hash) continue;
    await unit.dropView(folder.name, other.hash);
    await forgetWork(unit, folder.name, other.hash);
  }
  // From here on appends keep these rows, and nobody follows the log for them.
  if (folder.bound.definition.run === 'inline') await deleteCheckpoints(unit, folder.name, hash);
}

/** Where the slices are, what serves, and who swaps. */
interface Swap {
  readonly places: Places;
  /** Hash of the rows that serve still. */
  readonly before: string | undefined;
  readonly slice: number;
  readonly lease: Lease;
}

type Rest = Pick<SwapResult, 'at' | 'folded'>;

/** Makes sure that nothing is missing. @returns where the slice has come to @throws NotYet */
async function complete(building: Building, unit: Unit, swap: Swap): Promise<Rest> {
  const { folder, slices } = building;
  const isShared = folder.bound.definition.run === 'async' && slices > 1;
  if (!isShared) return foldRest(building, unit, swap);
  // Where several go on, nobody can fold what belongs to the others.
  await refuseBehind(building, swap);
  return { at: swap.places[swap.slice], folded: 0 };
}

type Places = readonly (LogPosition | undefined)[];

/** Where each slice has come to. */
async function placesOf({ store, folder, hash, slices }: Building, unit: Unit): Promise<Places> {
  const places: (LogPosition | undefined)[] = [];
  for (let slice = 0; slice < slices; slice += 1) {
    const checkpoint = await unit.findCheckpoint(workName(folder.name, hash, slice, slices));
    places.push(checkpoint && store.parseLogPosition(checkpoint.logPosition));
  }
  return places;
}

/** @throws NotYet unless all have passed what they have to, and what the rows that serve hold already */
async function refuseBehind({ store, folder, target }: Building, { places, before }: Swap): Promise<void> {
  const served = before === undefined ? undefined : await placeDone(store, folder.name, before);
  for (const needed of [target, served]) {
    const isBehind = (place: LogPosition | undefined): boolean =>
      needed !== undefined && (place === undefined || store.compareLogPositions(place, needed) < 0);
    if (places.some(isBehind)) throw new NotYet();
  }
}

/** Folds what no slice has folded yet. @returns where the log ends @throws NotYet when that is too much */
async function foldRest(building: Building, unit: Unit, swap: Swap): Promise<Rest> {
  const { places } = swap;
  const { store, folder, hash, slices } = building;
  const after = places.reduce((least, place) => earlier(store, least, place));
  const { page, checkpoint } = await inTime(readRest(building, after, swap));
  if (!page.end) throw new NotYet();
  const rest = page.events.filter((stored) => {
    const place = places[sliceOf(stored.streamName, stored.tenant, slices)];
    return place === undefined || store.compareLogPositions(stored.logPosition, place) > 0;
  });
  const folded = await withoutParked(building, unit, rest);
  let events: readonly FoldedEvent[] = [];
  try {
    events = folded.flatMap((stored) => partsIn(building, stored));
    await foldEvents(folder, events, { view: viewOf(folder, hash), rows: unit, unit });
  } catch (error) {
    const cause = error instanceof FoldFailure ? error.cause : error;
    // What becomes of an event that fails is decided where it is met in its turn.
    throw isOfTheStore(cause) ? cause : new NotYet();
  }
  if (checkpoint !== undefined) await unit.saveCheckpoint(checkpoint);
  return { at: page.scannedTo, folded: events.length };
}

function earlier(
  store: ProjectionStore,
  a: LogPosition | undefined,
  b: LogPosition | undefined,
): LogPosition | undefined {
  if (a === undefined || b === undefined) return undefined;
  return store.compareLogPositions(a, b) <= 0 ? a : b;
}

/** The end of the log, and the checkpoint that lies there. */
async function readRest(
  { store, folder, hash, slices, types: { filter }, mostHeld }: Building,
  after: LogPosition | undefined,
  { slice, lease }: Swap,
): Promise<{ readonly page: LogPage; readonly checkpoint: Checkpoint | undefined }> {
  const page = await store.readLog({
    limit: mostHeld,
    ...(filter === undefined ? {} : { filter }),
    ...(after === undefined ? {} : { after }),
  });
  const { scannedTo } = page;
  const name = workName(folder.name, hash, slice, slices);
  const checkpoint =
    scannedTo === undefined ? undefined : await checkpointAt(store, name, { logPosition: scannedTo }, lease);
  return { page, checkpoint };
}

/** What waits behind a parked event goes on waiting. */
async function withoutParked(
  { store, folder, hash, slices }: Building,
  unit: Unit,
  events: readonly LoggedStoredEvent[],
): Promise<readonly LoggedStoredEvent[]> {
  const kept: LoggedStoredEvent[] = [];
  const parked = new Map<string, Set<string>>();
  for (const stored of events) {
    const name = workName(folder.name, hash, sliceOf(stored.streamName, stored.tenant, slices), slices);
    const streams = parked.get(name) ?? (await streamsWithParked(unit, name));
    parked.set(name, streams);
    if (!streams.has(streamKey(stored))) kept.push(stored);
    else {
      const logPosition = store.serializeLogPosition(stored.logPosition);
      await park(unit, { name, logPosition }, stored, 'waits behind a parked event of its stream');
    }
  }
  return kept;
}

function partsIn({ sources, types }: Building, stored: LoggedStoredEvent): readonly FoldedEvent[] {
  return eventsIn(sources.decode(stored))
    .filter(({ type }) => types.asksFor(stored.type, type))
    .map((event) => ({ event, ...tenantSaid(stored.tenant ?? '') }));
}
