import type { Ownership } from '../plan/output-plan.js';

/** A file as it should be. For user-owned files that stand: their text after merging. */
export interface WantedFile {
  /** Posix, relative to the project root. */
  readonly path: string;
  readonly ownership: Ownership;
  readonly text: string;
}

export type Change =
  | { readonly kind: 'create'; readonly path: string; readonly ownership: Ownership; readonly text: string }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly ownership: Ownership;
      readonly before: string;
      readonly text: string;
    }
  /** A generated file that is no longer wanted. */
  | { readonly kind: 'delete'; readonly path: string; readonly before: string };

export interface ChangeSet {
  /** Sorted by path; deletions first, as a file system that ignores case could take a new file for an old one. */
  readonly changes: readonly Change[];
  readonly unchanged: number;
}
