/** A YAML file as it was read. `path` is posix, relative to the project root, and is what people see. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A range of offsets in a file; line and column are worked out only when printing. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/**
 * Where something was said, as keys from the document's root; cheap to carry for everything, turned into a `Span`
 * (which costs a parse with positions) only for files that have findings.
 */
export interface Place {
  readonly file: SourceFile;
  /** `undefined` at the root. */
  readonly parent: Place | undefined;
  readonly key: string | number;
  /** Point at the key or at the value. */
  readonly at: 'key' | 'value';
  /** Offsets within the text of a scalar value, such as one name of a type string. */
  readonly within?: { readonly start: number; readonly end: number };
}
