// What a generation's rows lack: events that could not be folded and were passed over. Noted in the commit that passes them,
// so that a build which is killed and taken up again ends with the whole truth.
import type { EventId, StreamName } from '../message/identifiers.js';
import type { LoggedStoredEvent } from '../store/stored-event.js';
import { tenantSaid } from '../store/tenant.js';
import type { StateDocumentReader, Unit } from '../store/unit.js';
import { projectionDocuments } from './slices.js';

/** An event that is not in the rows. */
export interface SkippedEvent {
  /** Whose stream it lies in; left out for those of no tenant. */
  readonly tenant?: string;
  readonly streamName: StreamName;
  readonly position: number;
  readonly eventId: EventId;
  /** What went wrong, for people. */
  readonly reason: string;
}

/** All that were skipped, and the first few of them. */
export interface Skipped {
  readonly count: number;
  readonly first: readonly SkippedEvent[];
}

/** How many are told apart; the others are counted. */
export const mostTold = 10;

const nothing: Skipped = { count: 0, first: [] };

const keyOf = (work: string): string => `skipped:${work}`;

/** @param work the name that the slice's checkpoint bears */
export async function findSkipped(store: StateDocumentReader, work: string): Promise<Skipped> {
  const found = await store.findDocument(projectionDocuments, keyOf(work));
  // Written by `noteSkipped` alone.
  return found === undefined ? nothing : (JSON.parse(found.data) as Skipped);
}

/** In the unit that goes on past an event. */
export async function noteSkipped(unit: Unit, work: string, stored: LoggedStoredEvent, reason: string): Promise<void> {
  const { count, first } = await findSkipped(unit, work);
  const { tenant, streamName, position, eventId } = stored;
  const event: SkippedEvent = { ...tenantSaid(tenant ?? ''), streamName, position, eventId, reason };
  const noted: Skipped = { count: count + 1, first: [...first, event].slice(0, mostTold) };
  const standing = await unit.findDocument(projectionDocuments, keyOf(work));
  const document = { collection: projectionDocuments, key: keyOf(work), data: JSON.stringify(noted) };
  await unit.putDocument(document, standing?.revision ?? 0);
}

/** Nobody asks for it any more. */
export async function forgetSkipped(unit: Unit, work: string): Promise<void> {
  const standing = await unit.findDocument(projectionDocuments, keyOf(work));
  if (standing !== undefined) await unit.deleteDocument(projectionDocuments, keyOf(work), standing.revision);
}
