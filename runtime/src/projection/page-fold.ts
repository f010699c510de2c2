import { ProjectionReplacedError } from '../errors/projection-errors.js';
import { EventFailure, type PageEvent } from '../processor/page-work.js';
import { tenantSaid } from '../store/tenant.js';
import type { ViewGeneration } from '../store/view.js';
import { foldEvents, FoldFailure, type Folder } from './fold-events.js';
import { viewOf } from './generations.js';
import type { Unit } from '../store/unit.js';

/**
 * Folds a page of the log into rows of a generation, in a unit.
 * @throws EventFailure; ProjectionReplacedError when the generation is gone, or its rows are kept with appends by now
 */
export async function foldPage(folder: Folder, hash: string, events: readonly PageEvent[], unit: Unit): Promise<void> {
  await holdGeneration(folder, hash, unit);
  try {
    await foldEvents(
      folder,
      events.map(({ event, stored }) => ({ event, ...tenantSaid(stored.tenant ?? '') })),
      { view: viewOf(folder, hash), rows: unit, unit },
    );
  } catch (error) {
    const failed = error instanceof FoldFailure ? events[error.index] : undefined;
    if (failed === undefined || !(error instanceof FoldFailure)) throw error;
    throw new EventFailure(failed.stored, error.cause);
  }
}

/** Keeps a generation as it is until the unit ends. @throws ProjectionReplacedError as `foldPage` does */
export async function holdGeneration(folder: Folder, hash: string, unit: Unit): Promise<void> {
  const generations = await unit.holdView(folder.name, 'shared');
  if (!isToBeFolded(folder, hash, generations)) throw new ProjectionReplacedError(folder.name);
}

function isToBeFolded({ bound }: Folder, hash: string, generations: readonly ViewGeneration[]): boolean {
  const { run } = bound.definition;
  return generations.some((each) => each.hash === hash && (run === 'async' || each.state === 'building'));
}
