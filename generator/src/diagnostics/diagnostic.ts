import type { Place, Span } from './place.js';

export type Severity = 'error' | 'warning' | 'info';

/** A coded statement about a place in the input. */
export interface Diagnostic {
  /** `stage/kebab-case`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is wrong, with names. */
  readonly message: string;
  /** A `Place` is resolved to a `Span` before printing; `undefined` where no file is concerned. */
  readonly at: Place | Span | undefined;
  readonly related: readonly { readonly at: Place | Span; readonly message: string }[];
  /** What to do, one sentence or lines that can be pasted. */
  readonly help?: string;
}

/** What a stage gives: a value, or at least one error. */
export type StageResult<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
