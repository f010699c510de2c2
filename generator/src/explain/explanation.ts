import type { Example } from './examples.js';

/** What `varve explain` and docs/reference/diagnostics.md say about one code. */
export interface Explanation {
  /** One sentence: what was found. */
  readonly title: string;
  /** Why it is a finding at all. */
  readonly why: string;
  /** How to mend it. */
  readonly fix: string;
  /** Gives the code. */
  readonly bad: Example;
  /** Codes that the bad example cannot help but give besides. */
  readonly besides?: readonly string[];
  /** Gives no finding. */
  readonly good: Example;
}

/** One explanation for every code of a table; one that is missing or has no code does not compile. */
export type Explanations<Table> = Readonly<Record<keyof Table & string, Explanation>>;
