import { certainName, didYouMean } from '../diagnostics/did-you-mean.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { atKey, child } from '../diagnostics/place.js';
import type { JsonValue } from '../model/type-model.js';
import { explainStrayKey } from './explain-keys.js';
import { schemaKeys } from './generated/schema-keys.js';
import { memberOf, type ShapeError } from './shape-error.js';
import type { ShapeReport } from './shape-messages.js';
import { alternatives, expectedKinds, found, kindOf, subjectOf } from './shape-words.js';

const typeDefinitions: readonly string[] = ['fieldType', 'typeText', 'namedType', 'typeVersion', 'open'];
const shapeDefinitions: readonly string[] = ['shape', 'bareShape', 'descriptor', 'rejection'];
const stepDefinitions: readonly string[] = ['upcastStep', 'downcastStep'];
const versionedDefinitions: readonly string[] = ['event', 'command', 'state'];

/** A value of the wrong kind. */
export function explainKind(error: ShapeError, report: ShapeReport): Diagnostic {
  const { definition, value, place, path } = error;
  const owner = subjectOf(path);
  if (definition === 'enumMember')
    return report('enum-not-text', { read: value === null ? 'null' : kindOf(value) }, place, { fix: { quote: true } });
  if (typeDefinitions.includes(definition)) return explainNoType(error, report);
  if (definition === 'mapEntry') return report('map-entry', { name: owner }, place);
  const special = value === null ? explainNothing(error, report) : undefined;
  if (special !== undefined) return special;
  const expected =
    path.length === 0 ? 'a mapping of keys to values, starting with varve: 1' : expectedKinds(error.params['type']);
  const help = helpForKind(error);
  return report('wrong-kind', { name: owner, expected, found: kindOf(value) }, value === null ? atKey(place) : place, {
    help,
  });
}

/** A key that has nothing to its right, where what is missing is known. */
function explainNothing({ definition, place, path }: ShapeError, report: ShapeReport): Diagnostic | undefined {
  const owner = subjectOf(path);
  if (versionedDefinitions.includes(definition)) {
    return report('no-version', { owner }, atKey(place), { help: 'Write its fields under version 1:   1: { … }' });
  }
  if (stepDefinitions.includes(definition)) return report('empty-step', { owner }, atKey(place));
  return shapeDefinitions.includes(definition) ? report('empty-shape', { owner }, atKey(place)) : undefined;
}

function helpForKind({ definition, value, params }: ShapeError): string | undefined {
  if (definition.endsWith('.examples') && Array.isArray(value)) return 'Examples are given by version: 1: [ … ]';
  // `- a` without its blank is a text.
  const item = typeof value === 'string' ? /^-([^\s-]\S*)/.exec(value)?.[1] : undefined;
  const isList = expectedKinds(params['type']).startsWith('a list');
  return item !== undefined && isList ? `A blank follows the dash of an item: - ${item}` : undefined;
}

function explainNoType(error: ShapeError, report: ShapeReport): Diagnostic {
  const { value, place, path } = error;
  const key = path.at(-1) ?? '';
  if (value === null) {
    // `b:string` and the text after a comma look like names, but hold what no name would.
    if (/[:\s]/.test(key) && place.parent !== undefined)
      return explainStrayKey({ ...error, place: place.parent }, key, report);
    const help = `Write ${key}: string, or another type.`;
    return report('no-type', { name: key === '' ? 'This' : key }, atKey(place), { help });
  }
  const isKeyword = schemaKeys['longForm']?.includes(key) === true && !Array.isArray(value);
  const help = isKeyword ? `${key} is read as the name of a field; as a keyword it needs type: beside it.` : undefined;
  return report('not-a-type', { found: kindOf(value) }, place, { help: help ?? helpForType(value) });
}

function helpForType(value: JsonValue | undefined): string | undefined {
  if (Array.isArray(value)) {
    const first = memberOf(value, '0');
    const isOneName = value.length === 1 && typeof first === 'string';
    return isOneName ? `A list is written list<${first}>.` : 'A choice of texts is written { enum: [ … ] }.';
  }
  return typeof value === 'boolean' ? undefined : 'A type is a name, such as string or Money@1.';
}

/** A value that is none of those allowed. */
export function explainChoice(error: ShapeError, report: ShapeReport): Diagnostic {
  const allowed = Array.isArray(error.params['allowedValues']) ? error.params['allowedValues'].map(String) : [];
  const shown = allowed.map((value) => (value === '' ? 'nothing (in quotes: "")' : value));
  const parameters = {
    name: subjectOf(error.path),
    allowed: alternatives(shown),
    found: found(error.value),
  };
  if (typeof error.value !== 'string') {
    return report('not-one-of', parameters, error.value === null ? atKey(error.place) : error.place);
  }
  const to = certainName(error.value, allowed);
  const fix = to === undefined ? undefined : { from: error.value, to };
  return report('not-one-of', parameters, error.place, { help: didYouMean(error.value, allowed), fix });
}

/** The version of the language is the only constant. */
export function explainConstant(error: ShapeError, report: ShapeReport): Diagnostic {
  return report(
    'language-version',
    { found: typeof error.value === 'string' ? `the text ${error.value}` : found(error.value) },
    error.value === null ? atKey(error.place) : error.place,
    error.value === '1' ? { fix: { from: '1', to: '1' } } : {},
  );
}

const codeForm = 'it is written stage/name, such as check/unused-type';

interface NameRule {
  readonly what: string;
  readonly rule: string;
  readonly suggest?: (name: string) => string;
}

const nameRules: Readonly<Record<string, NameRule>> = {
  contextName: {
    what: 'the name of a context',
    rule: 'it starts with a small letter, has letters and digits only, and is no name that Windows reserves',
    suggest: (name) => lowerFirst(joinWords(name)),
  },
  typeName: {
    what: 'a name here',
    rule: 'it starts with a capital and has letters and digits only',
    suggest: (name) => upperFirst(joinWords(name)),
  },
  stateName: { what: 'the name of a state', rule: 'it starts with a letter and has letters, digits, _ and - only' },
  partName: { what: 'a part of the identity', rule: 'it starts with a letter and has letters, digits and _ only' },
  columnName: { what: 'a column of the key', rule: 'it starts with a letter and has letters, digits and _ only' },
  eventName: {
    what: 'an event',
    rule: 'it is OrderPlaced for one of this context, or payments.PaymentTaken for one of another',
  },
  'document.imports.items': { what: 'an import', rule: 'it is std:<name>, or a path such as ./customer.yaml' },
  'document.category': {
    what: 'a category',
    rule: 'it has letters, digits, . and _ only, as the id starts after the first -',
  },
  'event.stored': { what: 'a stored name', rule: 'it is not empty and has no blanks' },
  alias: { what: 'an alias', rule: 'it is not empty' },
  'longAlias.name': { what: 'an alias', rule: 'it is not empty' },
  eventVersion: {
    what: 'an event that takes the place of another',
    rule: 'it is a name of this aggregate with its version, such as Withdrawn@1',
    suggest: withVersion,
  },
  typeText: { what: 'a type', rule: 'it is empty' },
  'union.discriminator': { what: 'a discriminator', rule: 'it is empty' },
  'states.tag': { what: 'a tag', rule: 'it is empty' },
  'config.rules': { what: 'the code of a finding', rule: codeForm },
  'config.waivers.items.code': { what: 'the code of a finding', rule: codeForm },
  'config.waivers.items.file': { what: 'a schema', rule: 'it must lie below the configuration, with / between names' },
  'config.waivers.items.at': { what: 'a place', rule: 'it is a JSON Pointer, such as /types/Sku' },
  'config.waivers.items.reason': { what: 'a reason', rule: 'it is empty' },
  'config.waivers.items.until': { what: 'a day', rule: 'it is written as in 2027-01-31' },
  'config.out': { what: 'a folder', rule: 'it must lie below the configuration, with / between names' },
  'config.src': { what: 'a folder', rule: 'it must lie below the configuration, with / between names' },
  'config.templates': { what: 'a template', rule: 'it must lie below the configuration, with / between names' },
  'config.schemas.items': { what: 'a glob', rule: 'it must lie below the configuration, with / between names' },
};

/** A text, or the name of a key, that does not have the form it must have. */
export function explainForm(error: ShapeError, report: ShapeReport): Diagnostic {
  const { what, rule, suggest } = nameRules[error.definition] ?? { what: 'this', rule: 'it has another form' };
  const name = error.propertyName ?? (typeof error.value === 'string' ? error.value : '');
  const at = error.propertyName === undefined ? error.place : atKey(child(error.place, error.propertyName));
  const suggested = suggest?.(name);
  const help = suggested === undefined || suggested === name || suggested === '' ? undefined : `Write ${suggested}.`;
  return report('bad-name', { name: name === '' ? 'An empty text' : name, what, rule }, at, { help });
}

export function explainLimit(error: ShapeError, report: ShapeReport): Diagnostic {
  const { keyword, definition, params, place } = error;
  const name = subjectOf(error.path);
  const limit = String(params['limit']);
  if (keyword === 'minimum') return report('too-small', { name, limit }, place);
  if (keyword === 'maximum') return report('too-large', { name, limit }, place);
  if (definition === 'mapEntry') return report('map-entry', { name }, place);
  const help = definition === 'event.becomes' ? 'Name the events, or say why it is skipped: ignored: …' : undefined;
  return report('too-few', { name }, atKey(place), { help });
}

export function explainNoFields(error: ShapeError, report: ShapeReport): Diagnostic {
  return report('shape-without-fields', { owner: subjectOf(error.path) }, atKey(error.place));
}

/** `accounts.Withdrawn` as `Withdrawn@1`: what is meant by a name alone. */
function withVersion(name: string): string {
  const local = /^(?:[a-z][A-Za-z0-9]*\.)?([A-Z][A-Za-z0-9]*)(@[1-9][0-9]*)?$/.exec(name);
  return local === null ? '' : `${local[1] ?? ''}${local[2] ?? '@1'}`;
}

function joinWords(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word, index) => (index === 0 ? word : upperFirst(word)))
    .join('')
    .replace(/^[0-9]+/, '');
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
