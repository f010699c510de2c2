import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { introduce } from '../projection/projected-registries.js';
import { contextOf } from './opened-context.js';

/**
 * The contexts behind what users hold, each of which finds the events of the others from now on.
 * @throws InvalidUseError for two of a name, category or stored name, and for different stores
 */
export function introduceContexts(apis: Readonly<Record<string, object>>): readonly Context[] {
  const contexts = Object.entries(apis).map(([name, api]) => contextOf(name, api));
  const [first] = contexts;
  const claims = new Map<string, string>();
  const claim = (what: string, by: string): void => {
    const other = claims.get(what);
    if (other !== undefined) throw new InvalidUseError(`${other} and ${by} both have ${what}.`);
    claims.set(what, by);
  };
  for (const { registry, settings, projections } of contexts) {
    const { context, aggregates, names } = registry;
    if (settings.store !== first?.settings.store) {
      throw new InvalidUseError(`${context} is on another store than ${first?.registry.context ?? 'the others'}.`);
    }
    if (settings.store.tenant !== undefined) {
      throw new InvalidUseError(`${context} is on a tenant’s handle: an application takes the store as it was opened.`);
    }
    claim(`the name ${context}`, context);
    for (const category of aggregates.keys()) claim(`the category ${category}`, context);
    for (const name of names.keys()) claim(`events stored as ${name}`, context);
    for (const { definition } of projections) claim(`a projection ${definition.context}.${definition.name}`, context);
  }
  const registries = contexts.map(({ registry }) => registry);
  for (const context of contexts) introduce(context, registries);
  return contexts;
}
