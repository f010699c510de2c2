import type { Place } from '../diagnostics/place.js';
import type { AggregateModel, DataSource, EventModel } from './domain-model.js';
import type { FieldModel, ShapeModel } from './type-model.js';

/** Rows made of events: which events change which row. How they change it is the user's code. */
export interface ProjectionModel {
  readonly context: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly run: 'inline' | 'async' | 'live';
  /** By name: the order in which they are declared means nothing. */
  readonly on: readonly ProjectedEventModel[];
  /** Columns of the key in the order of the source, which is the order of the rows. */
  readonly key: readonly FieldModel[];
  /** What is said of a row as a whole. */
  readonly row: Pick<ShapeModel, 'description' | 'deprecated'>;
  /** In the order of the source; none of them has the name of a column of the key. */
  readonly fields: readonly FieldModel[];
  /** Columns of each index in its own order; the indexes are sorted, and no two are alike. */
  readonly indexes: readonly (readonly string[])[];
  /** Raised by hand when the code of handlers changes its meaning; at least 1. */
  readonly revision: number;
  readonly errors: ProjectionErrors | undefined;
  /** The category whose streams are the rows: the key of every event is its stream's identity, whole and in order. */
  readonly category: string | undefined;
  /** YAML files this came from, sorted. */
  readonly sources: readonly string[];
  readonly place: Place;
}

export interface ProjectionErrors {
  readonly retry: number | undefined;
  /** What becomes of the event when no try worked. */
  readonly outcome: 'stop' | 'skip' | 'park' | undefined;
}

export interface ProjectedEventModel {
  /** As handlers are named: `OrderPlaced` for an event of the context, `payments.PaymentTaken` for one of another. */
  readonly name: string;
  readonly aggregate: AggregateModel;
  readonly event: EventModel;
  /** Where the key comes from, by column, in the order of the key. */
  readonly key: readonly KeySourceModel[];
}

export interface KeySourceModel {
  readonly column: string;
  readonly source: DataSource;
}
