/**
 * What `plan` gives: the files wanted, who owns them, and everything their templates print.
 * Views are plain own-property data; every string in them that came from YAML went through a gate of `naming/`.
 */
import type { ScaffoldPlan } from './scaffold-plan.js';

/** `generated`: ours, replaced when it differs. `scaffold`: created once, then only added to. `seed`: created once. */
export type Ownership = 'generated' | 'scaffold' | 'seed';

/** What a template can print: text, conditions, lists and nested views. */
export type ViewValue = string | boolean | undefined | readonly ViewValue[] | { readonly [key: string]: ViewValue };

export interface PlannedFile<View = unknown> {
  /** Posix, relative to the project root. */
  readonly path: string;
  readonly ownership: Ownership;
  /** Name of the template: its file name in `templates/files` without the ending. */
  readonly template: string;
  readonly view: View;
  /** Schema files this came from, sorted. */
  readonly sources: readonly string[];
  /** Exactly for `scaffold`: what may have to be added to the file that already stands. */
  readonly scaffold: ScaffoldPlan | undefined;
}

export interface OutputPlan {
  /** Sorted by path; no two paths are equal, not even on a file system that ignores case. */
  readonly files: readonly PlannedFile<object>[];
  /** Files of users that would serve nothing if they stood there, sorted. */
  readonly unneeded: readonly string[];
}
