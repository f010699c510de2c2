/**
 * Stage 4a: facts about a bound model that are no errors in themselves, such as an event that nothing emits. A model goes
 * in, diagnostics come out; each rule stands in a file of its own and knows nothing of the others. What a finding counts
 * as is the configuration's to say.
 */
import { didYouMean } from '../diagnostics/did-you-mean.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { defineMessages } from '../diagnostics/messages.js';
import type { DomainModel } from '../model/domain-model.js';
import type { RuleSeverities } from './rule.js';
import { rules } from './rules.js';

export const report = defineMessages('check', {
  'unknown-rule': { severity: 'error', text: 'The configuration sets the severity of {code}, which is no rule.' },
});

/** Findings of all rules that are not off, rule by rule. Severities of rules that do not exist are errors. */
export function runRules(model: DomainModel, severities: RuleSeverities = {}): readonly Diagnostic[] {
  const known = rules.map((rule) => rule.code);
  const unknown = Object.keys(severities).filter((code) => code.startsWith('check/') && !known.includes(code));
  const findings = rules.filter((rule) => severities[rule.code] !== 'off').flatMap((rule) => rule.check(model));
  return [
    ...unknown.map((code) => report('unknown-rule', { code }, undefined, { help: didYouMean(code, known) })),
    ...applySeverities(findings, severities),
  ];
}

/** Diagnostics of any stage with the severities that were asked for. Errors stay: what is wrong cannot be made right. */
export function applySeverities(diagnostics: readonly Diagnostic[], severities: RuleSeverities): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const severity = Object.hasOwn(severities, diagnostic.code) ? severities[diagnostic.code] : undefined;
    if (severity === undefined || diagnostic.severity === 'error') return [diagnostic];
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}
