/**
 * Stage 4b: what findings of any stage count as, and which of them were waived. Errors stay, but for those about what was
 * released: what is wrong cannot be made right by a setting. Settings that do nothing are findings themselves, so that none outlives its cause.
 */
import type { GeneratorConfig, Waiver } from '../config/generator-config.js';
import { didYouMean } from '../diagnostics/did-you-mean.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { defineMessages } from '../diagnostics/messages.js';
import { atKey, child, isSpan, pathOf, root, type Place } from '../diagnostics/place.js';
import { compatRules } from './compat/compat-rules.js';
import type { RuleSeverities } from './rule.js';
import { rules as allRules } from './rules.js';

export const report = defineMessages('check', {
  'unknown-rule': {
    severity: 'error',
    text: 'The configuration names {code}, which is no finding that can be set or waived.',
    help: 'Errors cannot; varve explain lists all codes.',
  },
  'waiver-unused': {
    severity: 'warning',
    text: 'This waiver of {code} matches nothing.',
    help: 'Remove it: what it was for is gone, or stands elsewhere.',
  },
  'waiver-expired': {
    severity: 'warning',
    text: 'This waiver of {code} ended on {until}.',
    help: 'Mend what it was for, or say until when it is accepted now, and why.',
  },
});

/** Codes that may be given another severity or be waived: those of rules, and all others that are no errors. */
export const settableCodes: readonly string[] = [
  ...allRules.map(({ code }) => code),
  ...compatRules.map(({ code }) => code),
  'check/waiver-expired',
  'check/waiver-unused',
  'evolve/extra-shadowed',
  'merge/cannot-place',
  'merge/not-visible',
  'merge/orphan-file',
  'merge/orphan-member',
  'reconcile/foreign-file',
];

export interface Weighing {
  readonly config: Pick<GeneratorConfig, 'rules' | 'waivers' | 'file'>;
  /** Day of the run, as in 2027-01-31; without it no waiver ends. */
  readonly today: string | undefined;
  /** Stages that were gone through; of others it is not known what they would have found. */
  readonly stages: readonly string[];
}

/** What is left to be said of all findings, and what there is to say about the settings. */
export function weigh(problems: readonly Diagnostic[], { config, today, stages }: Weighing): readonly Diagnostic[] {
  const { rules, waivers } = config;
  const isOver = ({ until }: Waiver): boolean => until !== undefined && today !== undefined && until < today;
  const valid = waivers.filter((waiver) => !isOver(waiver));
  const used = new Set<Waiver>();
  const kept = problems.filter((problem) => {
    const waiver = isFixed(problem) ? undefined : valid.find((each) => matches(each, problem));
    if (waiver !== undefined) used.add(waiver);
    return waiver === undefined;
  });
  const aboutWaivers = waivers.flatMap((waiver, index) => {
    const { code, until = '' } = waiver;
    const at = placeIn(config, 'waivers', index);
    if (isOver(waiver)) return [report('waiver-expired', { code, until }, at)];
    const isKnown = stages.includes(code.slice(0, code.indexOf('/'))) && settableCodes.includes(code);
    return used.has(waiver) || !isKnown ? [] : [report('waiver-unused', { code }, at)];
  });
  return [...unknownCodes(config), ...applySeverities([...kept, ...aboutWaivers], rules)];
}

function unknownCodes(config: Weighing['config']): readonly Diagnostic[] {
  const inRules = Object.keys(config.rules).map((code) => ({ code, at: placeIn(config, 'rules', code) }));
  const inWaivers = config.waivers.map(({ code }, index) => ({ code, at: placeIn(config, 'waivers', index, 'code') }));
  return [...inRules, ...inWaivers]
    .filter(({ code }) => !settableCodes.includes(code))
    .map(({ code, at }) => report('unknown-rule', { code }, at, { help: didYouMean(code, settableCodes) }));
}

/** Diagnostics of any stage with the severities that were asked for. */
export function applySeverities(diagnostics: readonly Diagnostic[], severities: RuleSeverities): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const severity = Object.hasOwn(severities, diagnostic.code) ? severities[diagnostic.code] : undefined;
    if (severity === undefined || isFixed(diagnostic)) return [diagnostic];
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}

/** What is wrong cannot be made right; whether somebody breaks is for the project to say. */
function isFixed({ severity, breaks }: Diagnostic): boolean {
  return severity === 'error' && breaks === undefined;
}

/** A waiver holds for everything at or below the place it names. */
function matches({ code, file, at }: Waiver, diagnostic: Diagnostic): boolean {
  if (code !== diagnostic.code || (file !== undefined && file !== diagnostic.at?.file.path)) return false;
  if (at === undefined) return true;
  const place = diagnostic.at;
  if (place === undefined || isSpan(place)) return false;
  return `${pointerOf(place)}/`.startsWith(`${at}/`);
}

function pointerOf(place: Place): string {
  return pathOf(place)
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function placeIn(
  { file }: Weighing['config'],
  section: string,
  ...keys: readonly (string | number)[]
): Place | undefined {
  if (file === undefined) return undefined;
  const place = keys.reduce<Place>(child, child(root(file), section));
  return section === 'rules' ? atKey(place) : place;
}
