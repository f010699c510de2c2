import type { SourceFile } from '../diagnostics/place.js';
import type { JsonValue } from '../model/type-model.js';

/** One YAML file as plain JSON values. Mappings have no prototype and keep the order of the source, see `notes`. */
export interface SourceDocument {
  readonly file: SourceFile;
  readonly value: JsonValue;
  /** By mapping, where a plain object cannot say everything; nearly always empty. */
  readonly notes: ReadonlyMap<object, MappingNote>;
}

/** JavaScript moves keys of digits to the front and makes no difference between `1` and `"1"`. */
export interface MappingNote {
  /** All keys in the order of the source. */
  readonly keys: readonly string[];
  /** Keys of digits that stand in quotes. */
  readonly quotedDigits: readonly string[];
}
