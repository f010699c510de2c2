// Slices: a projection whose rows are streams can be kept by several processes at once, each with the streams of one slice.
// Which slice a stream is in never changes: rows and checkpoints in databases depend on it.
import { InvalidUseError } from '../errors/command-errors.js';
import { utf8 } from '../message/utf8.js';
import { keyOfTenant } from '../store/tenant.js';
import type { StateDocumentReader, Unit } from '../store/unit.js';
import type { ProjectionStore } from './projection-store.js';

/** Slices that a projection may have. */
const mostSlices = 1_024;

/** FNV-1a of the stream's name in UTF-8, with its tenant before it, modulo the number of slices. Frozen. */
export function sliceOf(streamName: string, tenant: string | undefined, slices: number): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8(keyOfTenant(tenant ?? '', streamName))) hash = Math.imul(hash ^ byte, 0x01000193);
  // The low bits of neighbours are too much alike.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) % slices;
}

/** @throws InvalidUseError */
export function assertSlices(projection: string, slices: number): void {
  if (Number.isSafeInteger(slices) && slices >= 1 && slices <= mostSlices) return;
  throw new InvalidUseError(`Slices of ${projection} are a whole number from 1 to ${mostSlices}, not ${slices}.`);
}

/** Documents that say what is to be known of generations besides their rows. */
export const projectionDocuments = 'varve.projections';

const documentKey = (projection: string, hash: string): string => `${projection}@${hash}`;

/** Into how many slices a generation was cut, for good; `undefined` before anybody has worked on it. */
export async function findSlices(
  store: StateDocumentReader,
  projection: string,
  hash: string,
): Promise<number | undefined> {
  const found = await store.findDocument(projectionDocuments, documentKey(projection, hash));
  if (found === undefined) return undefined;
  const data: unknown = JSON.parse(found.data);
  const slices: unknown = typeof data === 'object' && data !== null && 'slices' in data ? data.slices : undefined;
  return typeof slices === 'number' ? slices : undefined;
}

/**
 * Settles into how many slices a generation is cut. Whoever is first decides.
 * @throws InvalidUseError when it is cut otherwise already
 */
export async function settleSlices(
  store: ProjectionStore,
  projection: string,
  hash: string,
  wanted: number | undefined,
): Promise<number> {
  const known = (await findSlices(store, projection, hash)) ?? (await noteSlices(store, projection, hash, wanted ?? 1));
  if (wanted === undefined || wanted === known) return known;
  throw new InvalidUseError(
    `${projection} is kept in ${known} slices, not ${wanted}. Rebuild it to have another number: rebuild({ slices: ${wanted} }).`,
  );
}

function noteSlices(store: ProjectionStore, projection: string, hash: string, slices: number): Promise<number> {
  return store.transact(async (unit) => {
    // Others that note it wait for this view.
    await unit.holdView(projection, 'alone');
    return noteSlicesIn(unit, projection, hash, slices);
  });
}

/** The same in a unit that holds the view alone. */
export async function noteSlicesIn(unit: Unit, projection: string, hash: string, slices: number): Promise<number> {
  const found = await findSlices(unit, projection, hash);
  if (found !== undefined) return found;
  await unit.putDocument(
    { collection: projectionDocuments, key: documentKey(projection, hash), data: JSON.stringify({ slices }) },
    0,
  );
  return slices;
}
