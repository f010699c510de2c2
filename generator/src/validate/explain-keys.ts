import { certainName, closestName } from '../diagnostics/did-you-mean.js';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.js';
import { atKey, child } from '../diagnostics/place.js';
import type { JsonValue } from '../model/type-model.js';
import { schemaKeys } from './generated/schema-keys.js';
import { keysOf, memberOf, textParameter, type ShapeError } from './shape-error.js';
import type { ShapeReport } from './shape-messages.js';
import { kindOf, isVersionKey, nameOf, subjectOf } from './shape-words.js';

/** The five ways of saying a type in long form. */
export const formKeys: readonly string[] = ['type', 'enum', 'fields', 'list', 'map'];

const longFormKeys: readonly string[] = schemaKeys['longForm'] ?? [];

/** Definitions that hold versions, and what their fields would have to stand under. */
const versionedDefinitions: readonly string[] = ['event', 'command', 'versionedType', 'state', 'states'];

/** Forms of a type, as messages name them. */
const forms: Readonly<Record<string, string>> = {
  enumForm: 'an enum',
  fieldsForm: 'an object',
  listForm: 'a list',
  mapForm: 'a map',
  typeForm: 'a type given as text',
};

/** A key that may not stand where it stands. */
export function explainUnknownKey(error: ShapeError, report: ShapeReport): Diagnostic {
  const key = textParameter(error, 'additionalProperty');
  const known = schemaKeys[error.definition] ?? [];
  const form = forms[error.definition];
  const meant = closestName(key, known) ?? (form === undefined ? undefined : closestName(key, longFormKeys));
  if (meant === undefined && memberOf(error.value, key) === null) return explainStrayKey(error, key, report);
  if (form !== undefined) return explainKeyOfForm(error, key, { form, meant, known, report });
  const special =
    explainKeyOfVersions(error, key, { meant, report }) ?? explainFieldBeside(error, key, { meant, report });
  if (special !== undefined) return special;
  const at = atKey(child(error.place, key));
  const extras = {
    help: helpForKeyOfStep(error, key) ?? helpForKey(key, meant, known),
    fix: fixForKey(error, key, known),
  };
  return report('unknown-key', { key, owner: nameOf(error.path) }, at, extras);
}

/** Keys of the language are few and known; one that stands there already cannot be meant once more. */
function fixForKey(error: ShapeError, key: string, known: readonly string[]): Fix | undefined {
  const to = certainName(key, known);
  if (to === undefined || keysOf(error.value).includes(to)) return undefined;
  // Beside fields, what has a type may be a field that stands in the wrong place.
  const isFieldLike = error.definition === 'descriptor' && to !== 'fields' && to !== 'description';
  return isFieldLike ? undefined : { from: key, to };
}

interface Guess {
  /** The known key that is probably meant. */
  readonly meant: string | undefined;
  readonly report: ShapeReport;
}

/** Something versioned, with a number that is no version, or with fields where versions belong. */
function explainKeyOfVersions(error: ShapeError, key: string, { meant, report }: Guess): Diagnostic | undefined {
  const isSteps = error.definition === 'upcasts' || error.definition === 'downcasts';
  if (!isSteps && !versionedDefinitions.includes(error.definition)) return undefined;
  const at = atKey(child(error.place, key));
  // Steps are named by the versions of what they belong to.
  const owner = nameOf(isSteps ? error.path.slice(0, -1) : error.path);
  if (/^[0-9]/.test(key)) return report('version-number', { key, owner }, at);
  if (isSteps) return undefined;
  const isField = meant === undefined && looksLikeType(memberOf(error.value, key)) && !hasVersion(error);
  return isField ? withoutVersion(error, report) : undefined;
}

function explainFieldBeside(error: ShapeError, key: string, { meant, report }: Guess): Diagnostic | undefined {
  if (error.definition !== 'descriptor' || meant !== undefined) return undefined;
  if (!looksLikeType(memberOf(error.value, key))) return undefined;
  const present = keysOf(error.value);
  const marker = schemaKeys['descriptor']?.find((name) => present.includes(name)) ?? 'fields';
  return report('field-beside-fields', { field: key, marker }, atKey(child(error.place, key)));
}

interface KeyOfForm extends Guess {
  readonly form: string;
  readonly known: readonly string[];
}

function explainKeyOfForm(error: ShapeError, key: string, { form, meant, known, report }: KeyOfForm): Diagnostic {
  const at = atKey(child(error.place, key));
  const present = keysOf(error.value);
  if (present.includes('oneOf')) return report('union-in-place', {}, atKey(child(error.place, 'oneOf')));
  if (formKeys.includes(key)) {
    const first = formKeys.find((name) => known.includes(name)) ?? 'type';
    return report('two-forms', { first, second: key }, at);
  }
  if (longFormKeys.includes(key)) return report('keyword-misfit', { keyword: key, form }, at);
  if (error.definition === 'typeForm' && meant === undefined && !present.includes('type')) {
    return fieldsLeftOut(error, report);
  }
  const extras = { help: helpForKey(key, meant, known), fix: fixForKey(error, key, known) };
  return report('unknown-key', { key, owner: form }, at, extras);
}

// Several keys of one object lead here; they are one finding.
function fieldsLeftOut(error: ShapeError, report: ShapeReport): Diagnostic {
  const names = keysOf(error.value).join(': …, ');
  return report('fields-left-out', {}, error.place, { help: `Write { fields: { ${names}: … } }` });
}

function withoutVersion(error: ShapeError, report: ShapeReport): Diagnostic {
  const known = schemaKeys[error.definition] ?? [];
  const fields = keysOf(error.value).filter((key) => !known.includes(key));
  const owner = subjectOf(error.path);
  const help = `Write its fields under version 1:   1: { ${fields.map((field) => `${field}: …`).join(', ')} }`;
  return report('no-version', { owner }, atKey(error.place), { help });
}

/** A key whose value is missing: nearly always a comma or a blank that YAML reads otherwise than its writer. */
export function explainStrayKey(error: ShapeError, key: string, report: ShapeReport): Diagnostic {
  const at = atKey(child(error.place, key));
  const joined = /^([^:\s]+):(\S.*)$/.exec(key);
  if (joined === null) return report('stray-text', { key }, at);
  const [text, name = '', rest = ''] = joined;
  const fixed = `${name}: ${rest}`;
  const isType = /^[A-Za-z_]\w*\??$/.test(name) && /^[A-Za-z][\w.@<>]*$/.test(rest);
  const fix: Fix | undefined = isType ? { from: text, to: fixed, plain: true } : undefined;
  return report('blank-after-colon', { text, fixed }, at, { fix });
}

const laterHelp: Readonly<Record<string, string>> = {};

export function explainLaterKey(error: ShapeError, report: ShapeReport): Diagnostic {
  const key = error.path.at(-1) ?? '';
  const help = laterHelp[key] ?? 'It comes with a later release; remove it for now.';
  return report('not-yet', { key }, atKey(error.place), { help });
}

const missingHelp: Readonly<Record<string, string>> = {
  'document.varve': 'Start the file with varve: 1',
  'document.context': 'Add the namespace of its names, such as context: ordering',
  'union.discriminator': 'Add the name of the field that carries the tag, such as discriminator: kind',
  'states.tag': 'Add the name of the field that tells the states apart, such as tag: status',
  'states.initial': 'Add the state before the first event, such as initial: none',
  'longAlias.name': 'Add the name that was stored.',
  'conversion.by': 'Name the conversion, as in by: integer-to-decimal',
  'config.waivers.items.code': 'Add the code of the finding, such as code: check/unused-type',
  'config.waivers.items.reason': 'Say why it is accepted: reason: …',
};

export function explainMissingKey(error: ShapeError, report: ShapeReport): Diagnostic {
  const key = textParameter(error, 'missingProperty');
  const at = error.path.length === 0 ? error.place : atKey(error.place);
  if (error.definition === 'typeForm') {
    const isEmpty = keysOf(error.value).length === 0;
    return report(
      'no-form',
      {},
      error.place,
      isEmpty ? { help: 'Write { fields: {} } for an object without fields.' } : {},
    );
  }
  const help = missingHelp[`${error.definition}.${key}`];
  const fix = error.definition === 'document' && key === 'varve' ? { lineBefore: 'varve: 1' } : undefined;
  return report('missing-key', { owner: subjectOf(error.path), key }, at, { help, fix });
}

/** A key that JSON Schema forbids by `false`. */
export function explainForbiddenKey(error: ShapeError, report: ShapeReport): Diagnostic {
  const key = error.path.at(-1) ?? '';
  const owner = error.path.slice(0, -1);
  if (error.definition.startsWith('rejection')) {
    return report('rejection-version', { owner: subjectOf(owner) }, atKey(error.place));
  }
  if (key === 'fields') return report('fields-not-map', { found: kindOf(error.value) }, atKey(error.place));
  if (key === 'oneOf') return report('union-in-place', {}, atKey(error.place));
  return report('field-named-like-keyword', { key }, atKey(error.place));
}

function hasVersion(error: ShapeError): boolean {
  return keysOf(error.value).some(isVersionKey);
}

function looksLikeType(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

function helpForKeyOfStep({ definition, path }: ShapeError, key: string): string | undefined {
  if (definition === 'upcasts' || definition === 'downcasts') {
    const isOperation = schemaKeys['downcastStep']?.includes(key) === true;
    const example = isOperation ? `${key}: …` : 'set: …';
    return `A step stands under the newer of its two versions: ${path.at(-1) ?? 'upcast'}: { 2: { ${example} } }`;
  }
  if (definition === 'upcastStep' && key === 'lossy') {
    return 'It is said of downcasts; on the way up a value is given up by drop:';
  }
  if (definition === 'longMapping' && key === '_') return 'Beside values any other value is said by else:';
  return undefined;
}

function helpForKey(key: string, meant: string | undefined, known: readonly string[]): string | undefined {
  if (meant !== undefined) return `Did you mean ${meant}?`;
  if (key === 'writeAs') return 'It stands in varve.config.yaml.';
  if (key === '$schema') return 'The meta-schema is named in a comment: # yaml-language-server: $schema=…';
  return known.length === 0 || known.length > 14 ? undefined : `What may stand here: ${known.join(', ')}.`;
}
