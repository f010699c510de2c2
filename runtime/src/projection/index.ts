// The door `@varve/runtime/projections`: opening a program's contexts with all that follows the log, and what projections
// are read and written with.
export {
  type Application,
  type ApplicationHealth,
  type ApplicationOptions,
  openApplication,
} from '../application/application.js';
export {
  type BuildingProgress,
  InvalidCursorError,
  InvalidRowError,
  MissingKeyError,
  ProjectionBuildingError,
  ProjectionFailedError,
  ProjectionReplacedError,
  RowExistsError,
  RowMissingError,
} from '../errors/projection-errors.js';
export type { ProjectionHandling, RowEditor } from './contract.js';
export type { BuildingReport, KeepOptions, ProjectionHealth, RebuildOptions, RebuildResult } from './keeper-options.js';
export type { FieldCondition, Projection, RowPage, RowPageQuery, RowQuery, WaitOptions } from './projection.js';
export type { ProjectionStore } from './projection-store.js';
export type { SkippedEvent } from './skipped-events.js';
