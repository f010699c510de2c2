import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { AnyProjection } from './bound-projection.js';
import type { ProjectionContract, ProjectionDefinition } from './contract.js';
import { createFolder } from './fold-events.js';
import { LiveRows } from './live-rows.js';
import type { Projection } from './projection.js';
import { ProjectionRows } from './projection-rows.js';
import { projectionStore } from './projection-store.js';
import { projectedRegistries } from './projected-registries.js';
import { StoredRows } from './stored-rows.js';

/**
 * The rows of one of a context's projections.
 * @throws InvalidUseError for a projection that the context was not opened with, or a store that cannot hold its rows
 */
export function openProjection<C extends ProjectionContract>(
  context: Context,
  definition: ProjectionDefinition<C>,
): Projection<C>;
export function openProjection(context: Context, definition: AnyProjection): object {
  const bound = context.projections.find((each) => each.definition === definition);
  if (bound === undefined) throw new InvalidUseError(`The context was opened without ${definition.name}.`);
  const folder = createFolder(bound);
  const { store } = context.settings;
  const source =
    definition.run === 'live'
      ? new LiveRows(context, folder, () => projectedRegistries(context, folder))
      : new StoredRows(projectionStore(store, folder.name), folder);
  return new ProjectionRows(folder, source);
}
