import type { Folder } from './fold-events.js';
import { countOf, generationHash, isOwn, viewOf, workName } from './generations.js';
import type { ProjectionStore } from './projection-store.js';
import { findSlices } from './slices.js';

/**
 * Opens a generation that never was before, so that nothing of an earlier life is taken for its own: neither rows nor a
 * checkpoint.
 * @returns its hash
 */
export async function openGeneration(store: ProjectionStore, folder: Folder): Promise<string> {
  const generations = await store.findViews(folder.name);
  // Behind all that there are: whoever still reads an earlier one finds it gone, and not begun anew.
  const counts = generations.flatMap(({ hash }) => (isOwn(folder, hash) ? [countOf(folder, hash)] : []));
  for (let count = Math.max(-1, ...counts) + 1; ; count += 1) {
    const hash = generationHash(folder, count);
    if (await wasUsed(store, folder, hash)) continue;
    await store.openView(viewOf(folder, hash));
    return hash;
  }
}

async function wasUsed(store: ProjectionStore, { name }: Folder, hash: string): Promise<boolean> {
  if ((await findSlices(store, name, hash)) !== undefined) return true;
  return (await store.findCheckpoint(workName(name, hash))) !== undefined;
}
