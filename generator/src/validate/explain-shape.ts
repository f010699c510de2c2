import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { isSpan, pathOf } from '../diagnostics/place.js';
import { explainForbiddenKey, explainLaterKey, explainMissingKey, explainUnknownKey } from './explain-keys.js';
import {
  explainChoice,
  explainConstant,
  explainForm,
  explainKind,
  explainLimit,
  explainNoFields,
} from './explain-values.js';
import { shapeError, type JudgedDocument, type SchemaError, type ShapeError } from './shape-error.js';
import { shapeReport, type ShapeReport } from './shape-messages.js';

/** More findings than this about one file help nobody. */
const mostFindings = 100;

/**
 * What the errors of a compiled meta-schema mean to a person. Every keyword is explained in words of our own; of several
 * errors about one place the most telling remains, so that one mistake gives one finding.
 */
export function explainShape(judged: JudgedDocument, errors: readonly SchemaError[]): readonly Diagnostic[] {
  const report = shapeReport(judged.kind === 'config' ? 'config' : 'validate');
  const shapeErrors = errors.filter((error) => !isNoise(error)).map((error) => shapeError(judged, error));
  const ranked = shapeErrors.map((error) => ({ error, rank: rankOf(error) })).sort((a, b) => a.rank - b.rank);
  const findings = new Map<string, Diagnostic>();
  const misspelt = new Set<string>();
  const meaningless = new Set<string>();
  for (const { error } of ranked) {
    if (misspelt.has(missingKeyOf(error)) || isBelow(error, meaningless)) continue;
    const finding = explain(error, report);
    const place = placeKey(finding);
    if (!findings.has(place)) findings.set(place, finding);
    if (error.keyword === 'not' || error.keyword === 'false schema') meaningless.add(JSON.stringify(error.path));
    for (const key of suggestedKeys(error, finding)) misspelt.add(key);
  }
  return [...findings.values()].slice(0, mostFindings);
}

// What only repeats another error: the branches of a choice, and the owner of a name that was refused.
function isNoise({ keyword, schemaPath }: SchemaError): boolean {
  return keyword === 'if' || keyword === 'propertyNames' || /\/anyOf\/[0-9]+\//.test(schemaPath);
}

// Wrong kinds make everything below meaningless; a wrong key explains a missing one.
function rankOf({ keyword }: ShapeError): number {
  return ['type', 'not', 'false schema', 'additionalProperties', 'required'].indexOf(keyword) + 1 || 6;
}

function explain(error: ShapeError, report: ShapeReport): Diagnostic {
  switch (error.keyword) {
    case 'additionalProperties':
      return explainUnknownKey(error, report);
    case 'required':
      return explainMissingKey(error, report);
    case 'not':
      return explainLaterKey(error, report);
    case 'false schema':
      return explainForbiddenKey(error, report);
    case 'enum':
      return explainChoice(error, report);
    case 'const':
      return explainConstant(error, report);
    case 'pattern':
      return explainForm(error, report);
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'minimum':
    case 'maximum':
      return explainLimit(error, report);
    case 'anyOf':
      return explainNoFields(error, report);
    default:
      return explainKind(error, report);
  }
}

// What stands under a key that must not be there needs no findings of its own.
function isBelow({ path }: ShapeError, meaningless: ReadonlySet<string>): boolean {
  if (meaningless.size === 0) return false;
  return path.some((_key, index) => meaningless.has(JSON.stringify(path.slice(0, index + 1))));
}

function placeKey({ at }: Diagnostic): string {
  if (at === undefined || isSpan(at)) return '';
  return JSON.stringify([at.at, ...pathOf(at)]);
}

/** The missing key an error is about, with its owner; another text for other errors. */
function missingKeyOf({ keyword, params, path }: ShapeError): string {
  return keyword === 'required' ? JSON.stringify([...path, params['missingProperty']]) : '';
}

// `Did you mean type?` has said already that `type` is missing.
function suggestedKeys({ path }: ShapeError, { code, help = '' }: Diagnostic): readonly string[] {
  if (/\/(?:fields-left-out|union-in-place)$/.test(code)) return [JSON.stringify([...path, 'type'])];
  const meant = /^Did you mean (.+)\?$/.exec(help)?.[1];
  if (meant === undefined) return [];
  const isForm = ['type', 'enum', 'fields', 'list', 'map'].includes(meant);
  return [JSON.stringify([...path, meant]), ...(isForm ? [JSON.stringify([...path, 'type'])] : [])];
}
