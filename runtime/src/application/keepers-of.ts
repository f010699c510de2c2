import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { createFolder, type Folder } from '../projection/fold-events.js';
import type { KeepOptions } from '../projection/keeper-options.js';
import { projectedRegistries } from '../projection/projected-registries.js';
import { ProjectionKeeper } from '../projection/projection-keeper.js';
import { projectionStore } from '../projection/projection-store.js';

export interface Keeping {
  readonly keep?: Omit<KeepOptions, 'slices'>;
  readonly projections?: Readonly<Record<string, KeepOptions>>;
}

/** By `<context>.<Name>`, of those whose rows are kept. @throws InvalidUseError for options of no projection, and for events that no context has */
export function keepersOf(
  contexts: readonly Context[],
  { keep = {}, projections: given = {} }: Keeping,
): ReadonlyMap<string, ProjectionKeeper> {
  const keepers = new Map<string, ProjectionKeeper>();
  for (const context of contexts) {
    for (const bound of context.projections) {
      const folder = createFolder(bound);
      const registries = projectedRegistries(context, folder);
      if (bound.definition.run === 'live') continue;
      const store = projectionStore(context.settings.store, folder.name);
      const { observer } = context.settings;
      const options = { ...(observer && { observer }), ...keep, ...ownOptions(given, folder) };
      keepers.set(folder.name, new ProjectionKeeper({ store, folder, registries, options }));
    }
  }
  const unknown = Object.keys(given).find((name) => !keepers.has(name));
  if (unknown !== undefined) throw new InvalidUseError(`Options are given for ${unknown}, which is not kept here.`);
  return keepers;
}

function ownOptions(given: Readonly<Record<string, KeepOptions>>, { name }: Folder): KeepOptions {
  return Object.hasOwn(given, name) ? (given[name] ?? {}) : {};
}
