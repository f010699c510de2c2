import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { JsonValue, ScalarType, TypeModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { RawLongForm } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { listed } from '../schema-versions.js';
import { compareExact } from '../../values/exact-number.js';
import { describeType } from '../../values/describe-type.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { keywordBounds, keywordRules, modifiers } from './keywords.js';

/** A long form as it stands in a file. */
export interface LongForm {
  readonly raw: RawLongForm;
  readonly place: Place;
  readonly scope: FileScope;
}

/**
 * The type with the assertion keywords and the `wire` of its long form. In a union each keyword goes to the members it
 * fits. What fits nothing, or has no sensible value, is reported and left out.
 */
export function applyKeywords(type: TypeModel, form: LongForm): TypeModel {
  const { raw } = form;
  if (type === unresolvedType) return type;
  const keywords = Object.keys(raw).filter((key) => !modifiers.has(key));
  if (keywords.length === 0 && raw.wire === undefined) return type;
  const wired = raw.wire === undefined ? type : applyWire(type, raw.wire, form);
  const usable = keywords.filter((keyword) => isUsable(keyword, wired, form));
  if (!checkBounds(usable, form)) return wired;
  const constrained = membersOf(wired).map((member) => constrain(member, usable, raw));
  return wired.kind === 'union' ? { kind: 'union', members: constrained } : (constrained[0] ?? wired);
}

const membersOf = (type: TypeModel): readonly TypeModel[] => (type.kind === 'union' ? type.members : [type]);

// Values of assertion keywords are JSON; the raw type is wider only because the keys of a long form share one signature.
const isJson = (value: RawLongForm[string]): value is JsonValue => value !== undefined;

function isUsable(keyword: string, type: TypeModel, { raw, place, scope }: LongForm): boolean {
  const members = membersOf(type);
  const value = raw[keyword];
  const rule = keywordRules.get(keyword);
  const member = members.find((each) => rule?.fits(each) === true);
  if (rule === undefined || member === undefined || !isJson(value)) {
    // A keyword may well fit the member that could not be bound.
    if (rule !== undefined && members.includes(unresolvedType)) return false;
    const help = misfitHelp(keyword, type);
    scope.problems.push(
      report('keyword-misfit', { keyword, type: describeType(type) }, atKey(child(place, keyword)), { help }),
    );
    return false;
  }
  if (!rule.accepts(value, member)) {
    scope.problems.push(report('keyword-value', { keyword, expected: rule.expected(member) }, child(place, keyword)));
    return false;
  }
  return keyword !== 'pattern' || typeof value !== 'string' || isPattern(value, child(place, keyword), scope);
}

function misfitHelp(keyword: string, type: TypeModel): string | undefined {
  if (!keywordRules.has(keyword)) return didYouMean(keyword, [...keywordRules.keys(), ...modifiers]);
  const named = membersOf(type).find((member) => member.kind === 'ref');
  if (named?.kind === 'ref') return `Put it where ${named.name} is declared.`;
  const fitting = [...keywordRules].filter(([, rule]) => membersOf(type).some(rule.fits)).map(([name]) => name);
  return fitting.length === 0 ? undefined : `What fits: ${listed(fitting)}.`;
}

function isPattern(pattern: string, place: Place, scope: FileScope): boolean {
  try {
    return new RegExp(pattern, 'u').unicode;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*\/u?: /s, '') : String(error);
    scope.problems.push(report('pattern-invalid', { reason }, place));
    return false;
  }
}

function checkBounds(usable: readonly string[], { raw, place, scope }: LongForm): boolean {
  const crossed = keywordBounds.filter(({ low, high, strict }) => {
    if (!usable.includes(low) || !usable.includes(high)) return false;
    const order = compareExact(raw[low], raw[high]) ?? -1;
    return strict ? order >= 0 : order > 0;
  });
  for (const { low, high } of crossed) {
    scope.problems.push(report('bounds-crossed', { low, high }, child(place, low)));
  }
  return crossed.length === 0;
}

function constrain(type: TypeModel, usable: readonly string[], raw: RawLongForm): TypeModel {
  if (type.kind !== 'scalar' && type.kind !== 'list' && type.kind !== 'map' && type.kind !== 'object') return type;
  const constraints: Record<string, JsonValue> = {};
  for (const keyword of [...usable].sort(byCodeUnit)) {
    const value = raw[keyword];
    if (keywordRules.get(keyword)?.fits(type) === true && isJson(value)) constraints[keyword] = value;
  }
  return Object.keys(constraints).length === 0 ? type : { ...type, constraints };
}

const wireOf: Readonly<Record<NonNullable<ScalarType['wire']>, readonly string[]>> = {
  number: ['bigint', 'decimal'],
  'epoch-ms': ['instant'],
};

function applyWire(type: TypeModel, wire: 'number' | 'epoch-ms', { place, scope }: LongForm): TypeModel {
  const fits = (member: TypeModel): member is ScalarType =>
    member.kind === 'scalar' && wireOf[wire].includes(member.scalar);
  if (!membersOf(type).some(fits)) {
    const help = `It fits ${listed(wireOf[wire])}.`;
    const parameters = { keyword: `wire: ${wire}`, type: describeType(type) };
    scope.problems.push(report('keyword-misfit', parameters, child(place, 'wire'), { help }));
    return type;
  }
  if (type.kind !== 'union') return fits(type) ? { ...type, wire } : type;
  return { kind: 'union', members: type.members.map((member) => (fits(member) ? { ...member, wire } : member)) };
}
