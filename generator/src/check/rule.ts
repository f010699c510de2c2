import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js';
import type { DomainModel } from '../model/domain-model.js';

/** One fact worth knowing about a model that is right in itself. */
export interface Rule {
  /** `check/kebab-case`; its file has the same name without the stage. */
  readonly code: string;
  /** Why anybody wants to know, one sentence. */
  readonly purpose: string;
  /** Asks for more than most want: speaks only when the configuration gives it a severity. */
  readonly isOptional?: boolean;
  /** Findings with the rule's own severity, in the order of the model. */
  readonly check: (model: DomainModel) => readonly Diagnostic[];
}

/** What a rule's findings count as, by code; the configuration says so. `off` drops them. */
export type RuleSeverities = Readonly<Record<string, Severity | 'off'>>;
