import type { SourceFile } from '../diagnostics/place.js';
import type { JsonValue } from '../model/type-model.js';

/** One YAML file as plain JSON values; mappings keep the order of the source. */
export interface SourceDocument {
  readonly file: SourceFile;
  readonly value: JsonValue;
}
