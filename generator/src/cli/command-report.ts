import type { Addition } from '../compile/produce-files.js';
import type { ReleasedName } from '../compile/plan-release.js';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import type { ChangeSet } from '../reconcile/change-set.js';
import type { ContextCount } from './count-contexts.js';
import type { ExitCode } from './exit-codes.js';

/** What a command found and did, before it is decided how that is said. */
export interface CommandReport {
  readonly command: 'generate' | 'check' | 'release';
  /** `compare` lists what is out of date, `preview` shows it, `write` has written it; `none` looked at schemas only. */
  readonly mode: 'write' | 'compare' | 'preview' | 'none';
  readonly exitCode: ExitCode;
  /** Absolute folder of the configuration, which all paths here are relative to. */
  readonly root: string;
  /** Sorted. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Empty when the schemas have errors. */
  readonly contexts: readonly ContextCount[];
  /** `undefined` when there are errors, or when it was not asked for. */
  readonly changes: ChangeSet | undefined;
  readonly additions: readonly Addition[];
  /** Generated root. */
  readonly out: string;
  /** Versions that became final, or would; of `release` only. */
  readonly released?: readonly ReleasedName[];
  /** Results of samples that were written down, or would be; of `release` only. */
  readonly frozen?: number;
  /** Results that nobody wrote down, as no module was named that gives them. */
  readonly unfrozen?: number;
  /** Whether the schemas were compared with what was released, or with what was named instead. */
  readonly isCompared?: boolean;
}
