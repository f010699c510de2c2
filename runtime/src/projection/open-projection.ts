import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { AnyProjection } from './bound-projection.js';
import type { ProjectionContract, ProjectionDefinition } from './contract.js';
import type { Projection } from './projection.js';

/** The rows of one of a context's projections. */
export function openProjection<C extends ProjectionContract>(
  context: Context,
  definition: ProjectionDefinition<C>,
): Projection<C>;
export function openProjection({ registry }: Context, { name }: AnyProjection): object {
  throw new InvalidUseError(`${name} of ${registry.context} cannot be read yet.`);
}
