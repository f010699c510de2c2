import type { Place } from '../../diagnostics/place.js';
import type { IdPart } from '../../model/domain-model.js';
import type { RawDocument } from '../../validate/raw-schema.js';
import type { FileScope } from '../file-scope.js';

/** A file with an aggregate, on the way to its model. */
export interface AggregateSource {
  readonly name: string;
  readonly context: string;
  readonly document: RawDocument;
  /** The document's root. */
  readonly root: Place;
  readonly id: readonly IdPart[];
  readonly scope: FileScope;
}
