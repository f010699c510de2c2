/**
 * Diagnostics: the leaf of the generator. Every stage says what it found as values with a code, a severity and a place;
 * nothing here prints, colours or decides about exit codes. Stages make them with `defineMessages`, `locate` (source)
 * turns places into spans, `formatDiagnostic` turns one located diagnostic into text.
 */
import type { Place, Span } from './place.js';

export type Severity = 'error' | 'warning' | 'info';

/**
 * Who meets trouble: events that are stored, older code that reads newer events, code that uses what is generated, and those
 * who send commands made by older code.
 */
export const audiences = ['stored', 'readers', 'code', 'senders'] as const;
export type Audience = (typeof audiences)[number];

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
  /** What mends it for certain. */
  readonly fix?: Fix;
  /** Whom a change of what was released breaks, in the order of `audiences`. */
  readonly breaks?: readonly Audience[];
}

/** A change that cannot mean anything else than what was meant, at the diagnostic's place. */
export type Fix = Replacement | Quoting | Insertion;

/** `to` in the place of `from`; quotes around it stay, or go where nothing else changes. */
export interface Replacement {
  /** What stands there, without the quotes around it. */
  readonly from: string;
  readonly to: string;
  /** Elsewhere than the diagnostic points. */
  readonly at?: Span;
  /** Only where it stands without quotes. */
  readonly plain?: true;
}

/** What stands there, as it is written, becomes a text. */
export interface Quoting {
  readonly quote: true;
}

/** A line of its own before what stands there. */
export interface Insertion {
  readonly lineBefore: string;
}

/** A diagnostic whose places are ranges of text; every `LocatedDiagnostic` is a `Diagnostic`. */
export interface LocatedDiagnostic extends Diagnostic {
  readonly at: Span | undefined;
  readonly related: readonly { readonly at: Span; readonly message: string }[];
}

/** What a stage gives: a value, or at least one error. */
export type StageResult<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
