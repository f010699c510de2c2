import type { Folder } from './fold-events.js';
import { generationHash, viewOf, workName } from './generations.js';
import type { ProjectionStore } from './projection-store.js';
import { findSlices } from './slices.js';

/**
 * Opens a generation that never was before, so that nothing of an earlier life is taken for its own: neither rows nor a
 * checkpoint.
 * @returns its hash
 */
export async function openGeneration(store: ProjectionStore, folder: Folder): Promise<string> {
  const generations = await store.findViews(folder.name);
  for (let count = 0; ; count += 1) {
    const hash = generationHash(folder, count);
    if (generations.some((each) => each.hash === hash)) continue;
    if (await wasUsed(store, folder, hash)) continue;
    await store.openView(viewOf(folder, hash));
    return hash;
  }
}

async function wasUsed(store: ProjectionStore, { name }: Folder, hash: string): Promise<boolean> {
  if ((await findSlices(store, name, hash)) !== undefined) return true;
  return (await store.findCheckpoint(workName(name, hash))) !== undefined;
}
