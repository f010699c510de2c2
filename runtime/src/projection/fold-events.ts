// The heart of all projections: events of a page, in order, become changes of rows. All rows are loaded at once, changed in
// memory, and written at once. In: events, and a place where rows are. Out: nothing, or the event that failed.
import type { RowChange, ViewPlace, ViewRow, ViewShape } from '../store/view.js';
import { placeText } from '../store/view-order.js';
import type { Unit } from '../store/unit.js';
import type { AnyRow, BoundProjection } from './bound-projection.js';
import { type EventFold, eventFolds, type ProjectedMessage } from './event-keys.js';
import { encodeColumns, projectionName, rowColumns } from './row-columns.js';
import { type EditedRows, RowSlot, SlotEditor } from './row-slot.js';

/** A projection, ready to fold. */
export interface Folder extends EditedRows {
  readonly name: string;
  readonly folds: ReadonlyMap<string, EventFold>;
  readonly bound: BoundProjection;
}

/** @throws InvalidUseError for a definition or handlers that contradict themselves */
export function createFolder(bound: BoundProjection): Folder {
  const { definition } = bound;
  return {
    bound,
    name: projectionName(definition),
    folds: eventFolds(bound),
    columns: rowColumns(definition),
    shape: definition.row,
  };
}

/** An event, and whose it is. */
export interface FoldedEvent {
  readonly event: ProjectedMessage;
  readonly tenant?: string;
}

/** Where rows are; a unit is such a place. */
export interface RowStore {
  findRows(view: ViewShape, places: readonly ViewPlace[]): Promise<readonly (ViewRow | undefined)[]>;
  writeRows(view: ViewShape, changes: readonly RowChange[]): Promise<void>;
}

/** Where a fold takes place: rows of one generation, and the unit that handlers may use. */
export interface FoldTarget {
  readonly view: ViewShape;
  readonly rows: RowStore;
  /** `undefined` where a projection is folded on request. */
  readonly unit: Unit | undefined;
}

/** One of the events could not be folded. Never leaves this package: `cause` is what others hear. */
export class FoldFailure extends Error {
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super('An event was not folded.', { cause });
    this.index = index;
  }
}

interface Step {
  readonly index: number;
  readonly fold: EventFold;
  readonly event: ProjectedMessage;
  readonly key: AnyRow;
  readonly slot: string;
}

/** @throws FoldFailure, and what the rows' place throws */
export async function foldEvents(
  folder: Folder,
  events: readonly FoldedEvent[],
  { view, rows, unit }: FoldTarget,
): Promise<void> {
  const places = new Map<string, ViewPlace>();
  const steps = events.flatMap((each, index) => stepsOf(folder, each, index, places));
  if (steps.length === 0) return;
  const slots = await loadSlots(view, rows, places);
  for (const step of steps) {
    const slot = slots.get(step.slot);
    if (slot !== undefined) await runStep(folder, step, slot, unit);
  }
  const changes = [...slots.values()].filter(({ isChanged }) => isChanged);
  if (changes.length === 0) return;
  await rows.writeRows(
    view,
    changes.map(({ place, columns }) => ({ ...place, row: columns })),
  );
}

/** None for an event that the projection does not take. */
function stepsOf(
  { folds, columns }: Folder,
  { event, tenant }: FoldedEvent,
  index: number,
  places: Map<string, ViewPlace>,
): readonly Step[] {
  const fold = folds.get(event.type);
  if (fold === undefined) return [];
  try {
    const key = fold.keyOf(event);
    const values = encodeColumns(columns.key, key);
    const slot = placeText(columns.key, { tenant: tenant ?? '', key: values });
    if (!places.has(slot)) places.set(slot, tenant === undefined ? { key: values } : { tenant, key: values });
    return [{ index, fold, event, key, slot }];
  } catch (error) {
    throw new FoldFailure(index, error);
  }
}

async function loadSlots(
  view: ViewShape,
  rows: RowStore,
  places: ReadonlyMap<string, ViewPlace>,
): Promise<ReadonlyMap<string, RowSlot>> {
  const found = await rows.findRows(view, [...places.values()]);
  return new Map([...places].map(([text, place], at) => [text, new RowSlot(place, found[at])]));
}

function isPending(answer: unknown): answer is PromiseLike<unknown> {
  return typeof answer === 'object' && answer !== null && 'then' in answer;
}

/** @throws FoldFailure */
async function runStep(
  folder: Folder,
  { index, fold: { handler }, event, key }: Step,
  slot: RowSlot,
  unit: Unit | undefined,
): Promise<void> {
  const { type: eventType, eventId } = event;
  const editor = new SlotEditor(folder, slot, { projection: folder.name, eventType, eventId, key });
  try {
    const answer = handler(event, editor, { unit });
    // Most handlers have nothing to wait for, and waiting for nothing costs as much as they do.
    if (isPending(answer)) await answer;
  } catch (error) {
    throw new FoldFailure(index, error);
  } finally {
    editor.close();
  }
}
