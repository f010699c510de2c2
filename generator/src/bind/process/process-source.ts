import type { Place } from '../../diagnostics/place.js';
import type { AggregateModel, CommandModel } from '../../model/domain-model.js';
import type { RawProcess } from '../../validate/raw-schema.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import type { FileScope } from '../file-scope.js';
import type { KnownEvents } from '../projection/projection-source.js';

/** A process on its way to its model. */
export interface ProcessSource {
  readonly name: string;
  readonly context: string;
  readonly raw: RawProcess;
  /** The declaration's value. */
  readonly place: Place;
  readonly scope: FileScope;
  readonly events: KnownEvents;
  readonly commands: KnownCommands;
  readonly lookup: TypeLookup;
}

/** Every command of the domain by context and local name; those whose declaration is broken are known by name only. */
export type KnownCommands = ReadonlyMap<string, ReadonlyMap<string, KnownCommand | 'broken'>>;

export interface KnownCommand {
  readonly aggregate: AggregateModel;
  readonly command: CommandModel;
}

/** Context and local name. */
export function splitName(name: string, own: string): readonly [context: string, local: string] {
  const dot = name.indexOf('.');
  return dot === -1 ? [own, name] : [name.slice(0, dot), name.slice(dot + 1)];
}
