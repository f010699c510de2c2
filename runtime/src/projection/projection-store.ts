import type { CommandStore, ContextOptions } from '../command/context.js';
import type { ProcessorStore } from '../processor/processor-options.js';
import type { StateDocumentReader, Unit } from '../store/unit.js';
import type { Views, ViewWriting } from '../store/view.js';

/** A unit of a store that can hold views. */
export type ProjectingUnit = Unit & ViewWriting;

/** What projections need of the store that holds their rows. */
export type ProjectionStore = CommandStore & ProcessorStore<ProjectingUnit> & StateDocumentReader & Views;

/** What a context with projections runs on. */
export interface ProjectionOptions extends ContextOptions {
  readonly store: ProjectionStore;
}
