import type { AggregateModel, MessageVersionModel, StateVersionModel, TypeVersionModel } from './domain-model.js';
import type { ProjectionModel } from './projection-model.js';

/** Anything with a shape of its own that is released once and frozen then. */
export type ReleasableVersion = MessageVersionModel | StateVersionModel | TypeVersionModel;

/** What is known of each version's shape: its fingerprint, and whether it was released. */
export interface Releases {
  /** Of the whole shape without constraints, named types inside it included: 16 hexadecimal digits. */
  readonly hashOf: (released: ReleasableVersion) => string;
  /** Not released yet, or holding a type version that is not. */
  readonly isDraft: (released: ReleasableVersion) => boolean;
  /**
   * Of everything that decides what state an aggregate's events lead to, as far as the schemas know it: the state's shape,
   * its events with their steps, and the revision. 16 hexadecimal digits.
   */
  readonly snapshotHashOf: (aggregate: AggregateModel) => string;
  /** Of everything that decides what a projection's rows say, as far as the schemas know it. 16 hexadecimal digits. */
  readonly projectionHashOf: (projection: ProjectionModel) => string;
}
