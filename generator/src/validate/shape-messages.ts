import { defineMessages, type MessageTable, type Report } from '../diagnostics/messages.js';

/** What can be wrong with the shape of a document or of the configuration: keys and kinds of values. */
const shapeMessages = {
  'unknown-key': { severity: 'error', text: '{key} is no key of {owner}.', help: 'Correct it, or remove it.' },
  'not-yet': { severity: 'error', text: 'This release of Varve does not read {key} yet.', help: 'Remove it for now.' },
  'missing-key': { severity: 'error', text: '{owner} has no {key}.', help: 'Add it.' },
  'stray-text': {
    severity: 'error',
    text: 'YAML reads {key} as a key without a value.',
    help: 'Inside { } a comma ends a text: put the whole text in quotes.',
  },
  'wrong-kind': { severity: 'error', text: '{name} must be {expected}, not {found}.', help: 'Write {expected}.' },
  'not-one-of': { severity: 'error', text: '{name} must be {allowed}, not {found}.', help: 'Write one of them.' },
  'too-few': {
    severity: 'error',
    text: '{name} must have at least one entry.',
    help: 'Add an entry, or remove {name}.',
  },
  'too-small': { severity: 'error', text: '{name} must be at least {limit}.', help: 'Write {limit} or more.' },
  'too-large': { severity: 'error', text: '{name} must be at most {limit}.', help: 'Write {limit} or less.' },
  'bad-name': { severity: 'error', text: '{name} cannot be {what}: {rule}.', help: 'Choose another one.' },
  'language-version': {
    severity: 'error',
    text: 'This release reads version 1 of the language, not {found}.',
    help: 'Write varve: 1',
  },

  'no-type': { severity: 'error', text: '{name} has no type.', help: 'Write one after the colon.' },
  'blank-after-colon': {
    severity: 'error',
    text: 'A blank is missing after the colon in {text}.',
    help: 'Write {fixed}',
  },
  'not-a-type': {
    severity: 'error',
    text: 'A type is due here, not {found}.',
    help: 'A type is a name, such as string or Money@1, or a long form, such as { enum: [web, store] }.',
  },
  'two-forms': {
    severity: 'error',
    text: '{second} stands beside {first}; a type says exactly one of type, enum, fields, list and map.',
    help: 'Keep one of the two.',
  },
  'no-form': {
    severity: 'error',
    text: 'This says nothing about the type.',
    help: 'Add one of type, enum, fields, list and map.',
  },
  'fields-left-out': {
    severity: 'error',
    text: 'An object in the place of a type holds its fields under fields:.',
    help: 'Write { fields: { … } }',
  },
  'keyword-misfit': {
    severity: 'error',
    text: '{keyword} does not fit {form}.',
    help: 'Remove it, or say another kind of type.',
  },
  'enum-not-text': {
    severity: 'error',
    text: 'The values of an enum are texts; YAML reads this one as {read}.',
    help: 'Put it in quotes.',
  },
  'field-named-like-keyword': {
    severity: 'error',
    text: 'A field named {key} reads as the keyword of a long form.',
    help: 'Write the fields under fields:, as in { fields: { {key}: … } }',
  },
  'fields-not-map': {
    severity: 'error',
    text: 'fields must hold field names and their types, not {found}.',
    help: 'A field of that name is written under fields: { fields: { fields: … } }',
  },
  'field-beside-fields': {
    severity: 'error',
    text: '{field} stands beside {marker}, which belongs to the description of the shape.',
    help: 'Move it under fields:',
  },
  'shape-without-fields': {
    severity: 'error',
    text: '{owner} has no fields.',
    help: 'Write fields: { … }, or like: and the number of an earlier version.',
  },
  'union-in-place': {
    severity: 'error',
    text: 'A union stands under types only.',
    help: 'Declare it there and write its name here; without a tag, alternatives are written A | B.',
  },

  'no-version': { severity: 'error', text: '{owner} has no version.', help: 'Write its fields under 1:' },
  'version-number': {
    severity: 'error',
    text: '{key} is no version of {owner}.',
    help: 'Versions are 1, 2, 3 … without gaps.',
  },
  'quoted-version': {
    severity: 'error',
    text: 'The version {key} of {owner} is written in quotes.',
    help: 'Write it without: {key}:',
  },
  'empty-shape': { severity: 'error', text: '{owner} is empty.', help: 'Write {} for no fields.' },
  'empty-step': {
    severity: 'error',
    text: '{owner} is empty.',
    help: 'Say what gives its fields their values, as in { set: { field: value } }; where nothing has to be said, remove the key.',
  },
  'map-entry': {
    severity: 'error',
    text: '{name} must be a pair of an old and a new value.',
    help: 'Write [old, new].',
  },
  'rejection-version': {
    severity: 'error',
    text: '{owner} has versions; rejections have none.',
    help: 'Write its fields directly under its name: stored results expire and are never read by newer code.',
  },
} as const satisfies MessageTable;

export type ShapeReport = Report<'validate' | 'config', typeof shapeMessages>;

/** Codes that a configuration can have: it has typed metadata, but no versions and no declarations. */
export const shapeCodesOfConfig = [
  'unknown-key',
  'not-yet',
  'missing-key',
  'stray-text',
  'wrong-kind',
  'not-one-of',
  'too-few',
  'too-small',
  'bad-name',
  'language-version',
  'no-type',
  'blank-after-colon',
  'not-a-type',
  'two-forms',
  'no-form',
  'fields-left-out',
  'keyword-misfit',
  'enum-not-text',
  'union-in-place',
] as const satisfies readonly (keyof typeof shapeMessages)[];

/** Codes that a schema cannot have: everything in the language is read. */
export const shapeCodesOnlyOfConfig = ['not-yet'] as const satisfies readonly (keyof typeof shapeMessages)[];

export type OnlyOfConfig = (typeof shapeCodesOnlyOfConfig)[number];

/** The same findings, as of the stage that asks. */
export function shapeReport(stage: 'validate' | 'config'): ShapeReport {
  return defineMessages(stage, shapeMessages);
}
