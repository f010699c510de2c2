/**
 * Stage 4c: what a domain promised before and what it says now, to findings about whom that breaks. Differences are found
 * in `compare`; each rule speaks of one kind of them and stands in a file of its own. What a finding counts as is for those
 * whom it breaks to say: the configuration gives each of them a severity.
 */
import { audiences, type Audience, type Diagnostic, type Severity } from '../../diagnostics/diagnostic.js';
import type { Change } from './compare/change.js';
import { compatRules } from './compat-rules.js';
import type { CompatRule, Lifted } from './compat-rule.js';

/** What a break counts as, by whom it breaks; `off` for whoever does not matter. */
export type AudienceLevels = Readonly<Record<Audience, Severity | 'off'>>;

/** What the steps between two versions of a message lift. */
export type LiftedBetween = (change: Change) => Lifted;

export interface CompatOptions {
  readonly levels: AudienceLevels;
  readonly lifted: LiftedBetween;
}

/** A difference with what is to be said of it. */
export interface JudgedChange {
  readonly change: Change;
  /** Whom it breaks, in the order of `audiences`; nobody for what is only new. */
  readonly breaks: readonly Audience[];
  /** `undefined` where no rule speaks of it. */
  readonly rule: CompatRule | undefined;
}

const byKind: ReadonlyMap<string, CompatRule> = new Map(compatRules.map((rule) => [rule.code, rule]));

/** Whom each difference breaks, whatever the configuration makes of it. */
export function judgeChanges(changes: readonly Change[], lifted: LiftedBetween): readonly JudgedChange[] {
  return changes.map((change) => {
    const rule = byKind.get(`compat/${change.kind}`);
    const broken: readonly Audience[] = rule?.breaks(change, lifted(change)) ?? [];
    return { change, rule, breaks: audiences.filter((audience) => broken.includes(audience)) };
  });
}

/** Findings about those whom somebody asked to hear of. */
export function runCompat(changes: readonly Change[], { levels, lifted }: CompatOptions): readonly Diagnostic[] {
  return judgeChanges(changes, lifted).flatMap(({ change, rule, breaks }) => {
    const heard = breaks.filter((audience) => levels[audience] !== 'off');
    if (rule === undefined || heard.length === 0) return [];
    const severity = rule.severity ?? worst(heard.map((audience) => levels[audience]));
    return [{ ...rule.describe(change), severity, breaks: heard }];
  });
}

const order: readonly (Severity | 'off')[] = ['error', 'warning', 'info'];

function worst(levels: readonly (Severity | 'off')[]): Severity {
  return order.find((level): level is Severity => level !== 'off' && levels.includes(level)) ?? 'info';
}
