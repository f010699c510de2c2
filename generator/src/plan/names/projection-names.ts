import type { ProjectionModel } from '../../model/projection-model.js';
import type { ProjectionPaths } from './module-paths.js';
import { constName, createModuleScope, type Exported, type ModuleScope } from './module-scope.js';

/** What the file of a projection declares. */
export interface ProjectionNames {
  readonly paths: ProjectionPaths;
  readonly scope: ModuleScope;
  /** The interface of a row, by the plain name. */
  readonly row: Exported;
  readonly key: Exported;
  readonly contract: Exported;
  readonly handlers: Exported;
  readonly definition: Exported;
  readonly shape: Exported;
}

export function projectionNames(
  { name }: ProjectionModel,
  paths: ProjectionPaths,
  importEnding: string,
): ProjectionNames {
  const scope = createModuleScope(paths.entry, importEnding);
  return {
    paths,
    scope,
    row: scope.declare('type', name),
    key: scope.declare('type', `${name}Key`),
    contract: scope.declare('type', `${name}Contract`),
    handlers: scope.declare('type', `${name}Handlers`),
    definition: scope.declare('value', constName(name)),
    shape: scope.declare('value', `${constName(name)}Row`),
  };
}
