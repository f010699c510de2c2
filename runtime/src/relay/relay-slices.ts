import { InvalidUseError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { StateDocumentReader, Unit } from '../store/unit.js';
import type { RelayStore } from './relay-options.js';

const collection = 'varve.relays';

/**
 * Settles into how many slices a relay is cut: checkpoints depend on it. Whoever is first decides.
 * @throws InvalidUseError when it is cut otherwise already
 */
export async function settleRelaySlices<U extends Unit>(
  store: RelayStore<U>,
  name: string,
  slices: number,
): Promise<void> {
  const known = (await findSlices(store, name)) ?? (await noteSlices(store, name, slices));
  if (known === slices) return;
  throw new InvalidUseError(`${name} delivers in ${known} slices, not ${slices}. Give it another name to begin anew.`);
}

async function noteSlices<U extends Unit>(store: RelayStore<U>, name: string, slices: number): Promise<number> {
  try {
    await store.transact(async (unit) => {
      await unit.putDocument({ collection, key: name, data: JSON.stringify({ slices }) }, 0);
    });
    return slices;
  } catch (error) {
    // Somebody else was first, and their number stands.
    const known = isRuntimeError(error, 'unit-poisoned') ? await findSlices(store, name) : undefined;
    if (known === undefined) throw error;
    return known;
  }
}

async function findSlices(store: StateDocumentReader, name: string): Promise<number | undefined> {
  const found = await store.findDocument(collection, name);
  if (found === undefined) return undefined;
  const data: unknown = JSON.parse(found.data);
  const slices: unknown = typeof data === 'object' && data !== null && 'slices' in data ? data.slices : undefined;
  return typeof slices === 'number' ? slices : undefined;
}
