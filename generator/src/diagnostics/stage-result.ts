import type { Diagnostic, StageResult } from './diagnostic.js';

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** The end of a stage: the value with its warnings, or only the diagnostics when one of them is an error. */
export function finish<T>(value: T, diagnostics: readonly Diagnostic[] = []): StageResult<T> {
  return hasErrors(diagnostics) ? { ok: false, diagnostics } : { ok: true, value, diagnostics };
}

/** A stage that has no value to give. At least one of the diagnostics must be an error. */
export function failed(diagnostics: readonly [Diagnostic, ...Diagnostic[]]): StageResult<never> {
  return { ok: false, diagnostics };
}
