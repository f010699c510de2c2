import type { Appending } from '../command/appending.js';
import type { CommandStore } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { Registry } from '../registry/registry.js';
import type { BoundProjection } from './bound-projection.js';

/** What inline projections need of the context that they belong to. */
export interface InlineHost {
  readonly registry: Registry;
  readonly store: CommandStore;
  /** Those that are inline. */
  readonly projections: readonly BoundProjection[];
}

export type AppendingMaker = (host: InlineHost) => Appending;

/** Appends that keep the rows of inline projections in their own commit. */
export function openInlineAppends({ registry }: InlineHost): Appending {
  throw new InvalidUseError(`Inline projections of ${registry.context} cannot be run yet.`);
}
