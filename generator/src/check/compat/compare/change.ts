import type { Place, Span } from '../../../diagnostics/place.js';
import type { LineageKind } from '../../../model/domain-shapes.js';

/** Differences between two shapes, as seen from the older one. */
export type ShapeChangeKind =
  | 'required-field-added'
  | 'optional-field-added'
  | 'required-field-removed'
  | 'optional-field-removed'
  | 'field-renamed'
  | 'field-became-required'
  | 'field-became-optional'
  | 'field-became-nullable'
  | 'field-became-not-nullable'
  | 'type-widened'
  | 'type-narrowed'
  | 'type-changed'
  | 'cardinality-changed'
  | 'wire-form-changed'
  | 'reference-changed'
  | 'object-opened'
  | 'object-closed'
  | 'enum-value-added'
  | 'enum-value-removed'
  | 'enum-opened'
  | 'enum-closed'
  | 'variant-added'
  | 'variant-removed'
  | 'discriminator-changed'
  | 'default-added'
  | 'default-removed'
  | 'constraint-tightened'
  | 'constraint-loosened'
  | 'constraint-changed';

/** One difference between two shapes: what it is, where, and whether values of one side are refused by the other. */
export interface ShapeChange {
  readonly kind: ShapeChangeKind;
  /** As in steps: `lines.*.sku`; empty for the whole. */
  readonly path: string;
  /** What there was: a type in words, a member of an enum, a tag, a limit. */
  readonly before: string;
  /** What there is. */
  readonly after: string;
  /** Some value of the older shape is none of the newer one. */
  readonly refusesOld: boolean;
  /** Some value of the newer shape is none of the older one. */
  readonly refusesNew: boolean;
  /** Where the newer shape says it, or says nothing of it. */
  readonly place: Place | Span | undefined;
}

/** Differences between domains besides those of shapes. */
export type DomainChangeKind =
  | `${LineageKind}-added`
  | `${LineageKind}-removed`
  | 'version-added'
  | 'version-removed'
  | 'version-changed'
  | 'stored-name-changed'
  | 'event-renamed'
  | 'event-moved'
  | 'event-retired'
  | 'event-unretired'
  | 'ignored-changed'
  | 'becomes-changed'
  | 'alias-added'
  | 'alias-removed'
  | 'alias-changed'
  | 'name-reused'
  | 'step-changed'
  | 'category-changed'
  | 'identity-changed'
  | 'fact-added'
  | 'fact-removed'
  | 'persistence-changed'
  | 'metadata-key-added'
  | 'metadata-key-removed'
  | 'metadata-key-retyped'
  | 'emits-added'
  | 'emits-removed'
  | 'rejects-added'
  | 'rejects-removed'
  | 'expects-changed';

/** One difference between two domains. */
export interface Change extends Omit<ShapeChange, 'kind'> {
  readonly kind: ShapeChangeKind | DomainChangeKind;
  readonly subject: Subject;
  /** Versions it lies between; the same twice for one that changed in place; `undefined` for what holds for all. */
  readonly versions: { readonly from: number; readonly to: number } | undefined;
  /** Of a version that changed in place: what changed. */
  readonly detail: ShapeChangeKind | undefined;
  /** Messages whose shapes hold it. */
  readonly reaches: readonly { readonly name: string; readonly place: Place | Span | undefined }[];
}

/** What a difference is about. */
export interface Subject {
  readonly kind: LineageKind | 'aggregate' | 'metadata';
  readonly context: string;
  /** Local name; of metadata its key. */
  readonly name: string;
  /** The name for good: of an event the stored one. */
  readonly type: string;
  /** A state whose values are stored for good. */
  readonly isStored?: true;
}
