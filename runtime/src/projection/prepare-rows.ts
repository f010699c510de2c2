import type { Folder } from './fold-events.js';
import type { LogPosition } from '../store/stored-event.js';
import { isOwn, servingOf, viewOf } from './generations.js';
import { inTime } from './in-time.js';
import { openGeneration } from './open-generation.js';
import type { ProjectionStore } from './projection-store.js';
import { noteSlicesIn } from './slices.js';

/**
 * Makes sure that a definition has rows, of whatever state. In an empty log they are complete as they are, and serve at once;
 * elsewhere they have to be built. A tenant's handle decides nothing about rows: they are all tenants'.
 */
export async function prepareRows(store: ProjectionStore, folder: Folder): Promise<void> {
  if (store.tenant !== undefined) return;
  const generations = await store.findViews(folder.name);
  const serving = servingOf(generations);
  const own = generations.some(({ hash }) => isOwn(folder, hash));
  if (serving !== undefined && own) return;
  const opened = own ? undefined : await openGeneration(store, folder);
  if (serving !== undefined) return;
  await store.transact(async (unit) => {
    const held = await unit.holdView(folder.name, 'alone');
    const view = held.find(({ hash }) => (opened === undefined ? isOwn(folder, hash) : hash === opened));
    if (servingOf(held) !== undefined || view === undefined) return;
    // Whoever appends events of this projection holds the view, too: none can come in between.
    const { head } = await inTime(headOf(store));
    if (head !== undefined) return;
    // Never built, these rows leave no checkpoint: what says that their hash was used is this alone.
    await noteSlicesIn(unit, folder.name, view.hash, 1);
    await unit.serveView(viewOf(folder, view.hash));
  });
}

async function headOf(store: ProjectionStore): Promise<{ readonly head: LogPosition | undefined }> {
  return { head: await store.head() };
}
