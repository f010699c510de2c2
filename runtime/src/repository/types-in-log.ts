import type { Registry, StoredName } from '../registry/registry.js';
import type { LogFilter } from '../store/read.js';

/** A filter for stored names, and what it lets through that was not asked for. */
export interface TypesInLog {
  readonly filter: LogFilter | undefined;
  /** Whether an event that was read out of a stored one is among those that were asked for. */
  readonly asksFor: (storedType: string, type: string) => boolean;
}

const everything = (): boolean => true;

/**
 * A filter that names types of events, as names under which they may lie in the log: their aliases too, and replaced
 * events of the same aggregate, which may be read as them. Other names are left as they are.
 */
export function typesInLog(registries: readonly Registry[], filter: LogFilter | undefined): TypesInLog {
  if (filter?.types === undefined) return { filter, asksFor: everything };
  const names = registries.flatMap(({ names: known }) => [...known]);
  const asked = new Set(filter.types);
  const wanted = names.filter(([name]) => asked.has(name)).map(([, stored]) => stored);
  const types = new Set(wanted.map(({ definition }) => definition.type));
  const isNeeded = ({ definition, aggregate }: StoredName): boolean =>
    types.has(definition.type) ||
    (definition.becomes !== undefined && wanted.some((stored) => stored.aggregate === aggregate));
  const needed = names.filter(([, stored]) => isNeeded(stored)).map(([name]) => name);
  const replaced = new Set(
    wanted.filter(({ definition }) => definition.becomes).map(({ definition }) => definition.type),
  );
  const typeOf = new Map(names.map(([name, { definition }]) => [name, definition.type]));
  return {
    filter: { ...filter, types: [...new Set([...filter.types, ...needed])] },
    asksFor: (storedType, type) => types.has(type) || replaced.has(typeOf.get(storedType) ?? storedType),
  };
}
