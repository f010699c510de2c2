/**
 * Stage 4a: facts about a bound model that are no errors in themselves, such as an event that nothing emits. A model goes
 * in, diagnostics come out; each rule stands in a file of its own and knows nothing of the others. What a finding counts
 * as is the configuration's to say.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { DomainModel } from '../model/domain-model.js';
import type { Rule, RuleSeverities } from './rule.js';
import { rules } from './rules.js';

/** Findings of all rules that are on, rule by rule, each with its own severity. */
export function runRules(model: DomainModel, severities: RuleSeverities = {}): readonly Diagnostic[] {
  return rules.filter((rule) => isOn(rule, severities)).flatMap((rule) => rule.check(model));
}

function isOn({ code, isOptional = false }: Rule, severities: RuleSeverities): boolean {
  const severity = Object.hasOwn(severities, code) ? severities[code] : undefined;
  return severity === undefined ? !isOptional : severity !== 'off';
}
