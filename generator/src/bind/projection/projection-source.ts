import type { Place } from '../../diagnostics/place.js';
import type { AggregateModel, EventModel } from '../../model/domain-model.js';
import type { RawProjection } from '../../validate/raw-schema.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import type { FileScope } from '../file-scope.js';

/** A projection on its way to its model. */
export interface ProjectionSource {
  readonly name: string;
  readonly context: string;
  readonly raw: RawProjection;
  /** The declaration's value. */
  readonly place: Place;
  readonly scope: FileScope;
  readonly events: KnownEvents;
  readonly lookup: TypeLookup;
}

/** Every event of the domain by context and local name; those whose declaration is broken, and facts, are known by name only. */
export type KnownEvents = ReadonlyMap<string, ReadonlyMap<string, KnownEvent | 'broken' | 'fact'>>;

export interface KnownEvent {
  readonly aggregate: AggregateModel;
  readonly event: EventModel;
}
