import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { Registry } from '../registry/registry.js';
import type { Folder } from './fold-events.js';

/** Registries of the application that a context is part of. */
const neighbours = /* @__PURE__ */ new WeakMap<Context, readonly Registry[]>();

/** From now on the context's projections find the events of these, too. */
export function introduce(context: Context, registries: readonly Registry[]): void {
  neighbours.set(context, registries);
}

/** The registries of all events that a projection takes, its own context's first. @throws InvalidUseError for types that none of them has */
export function projectedRegistries(context: Context, { name, folds }: Folder): readonly Registry[] {
  const { registry } = context;
  const others = (neighbours.get(context) ?? []).filter((other) => other !== registry);
  const found = new Set<Registry>([registry]);
  for (const type of folds.keys()) {
    const owner = [registry, ...others].find(({ names }) => names.get(type)?.definition.type === type);
    if (owner === undefined) {
      throw new InvalidUseError(
        `${name} takes ${type}, which no context here has. Open its context in the same application: openApplication({ contexts: { … } }).`,
      );
    }
    found.add(owner);
  }
  return [...found];
}
