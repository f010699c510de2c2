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

/** The whole document of a file. */
export function root(file: SourceFile): Place {
  return { file, parent: undefined, key: '', at: 'value' };
}

/** The value under a key of a mapping, or at an index of a list. */
export function child(parent: Place, key: string | number): Place {
  return { file: parent.file, parent, key, at: 'value' };
}

/** The key itself instead of what stands to its right. */
export function atKey(place: Place): Place {
  return { file: place.file, parent: place.parent, key: place.key, at: 'key' };
}

/** What stands to the right of the key. */
export function atValue(place: Place): Place {
  return { file: place.file, parent: place.parent, key: place.key, at: 'value' };
}

/** A part of the text there: `start` and `end` count UTF-16 units of the text as it was understood, without quotes. */
export function within(place: Place, start: number, end: number): Place {
  return { ...place, within: { start, end } };
}

/** Keys from the root, the root itself being the empty list. */
export function pathOf(place: Place): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Place = place; at.parent !== undefined; at = at.parent) keys.push(at.key);
  return keys.reverse();
}

export function isSpan(at: Place | Span): at is Span {
  return 'start' in at;
}
