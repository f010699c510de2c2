import { defineMessages, type MessageTable, type Report } from '../diagnostics/messages.js';

/** What can be wrong with the shape of a document or of the configuration: keys and kinds of values. */
const shapeMessages = {
  'unknown-key': { severity: 'error', text: '{key} is no key of {owner}.' },
  'not-yet': { severity: 'error', text: 'This release of Varve does not read {key} yet.' },
  'missing-key': { severity: 'error', text: '{owner} has no {key}.' },
  'stray-text': {
    severity: 'error',
    text: 'YAML reads {key} as a key without a value.',
    help: 'Inside { } a comma ends a text: put the whole text in quotes.',
  },
  'wrong-kind': { severity: 'error', text: '{name} must be {expected}, not {found}.' },
  'not-one-of': { severity: 'error', text: '{name} must be {allowed}, not {found}.' },
  'too-few': { severity: 'error', text: '{name} must have at least one entry.' },
  'too-small': { severity: 'error', text: '{name} must be at least {limit}.' },
  'bad-name': { severity: 'error', text: '{name} cannot be {what}: {rule}.' },
  'language-version': {
    severity: 'error',
    text: 'This release reads version 1 of the language, not {found}.',
    help: 'Write varve: 1',
  },

  'no-type': { severity: 'error', text: '{name} has no type.' },
  'blank-after-colon': {
    severity: 'error',
    text: 'A blank is missing after the colon in {text}.',
    help: 'Write {fixed}',
  },
  'not-a-type': { severity: 'error', text: 'A type is due here, not {found}.' },
  'two-forms': {
    severity: 'error',
    text: '{second} stands beside {first}; a type says exactly one of type, enum, fields, list and map.',
  },
  'no-form': {
    severity: 'error',
    text: 'This says nothing about the type.',
    help: 'Add one of type, enum, fields, list and map.',
  },
  'fields-left-out': {
    severity: 'error',
    text: 'An object in the place of a type holds its fields under fields:.',
  },
  'keyword-misfit': { severity: 'error', text: '{keyword} does not fit {form}.' },
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

  'no-version': { severity: 'error', text: '{owner} has no version.' },
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
  'rejection-version': {
    severity: 'error',
    text: '{owner} has versions; rejections have none.',
    help: 'Write its fields directly under its name: stored results expire and are never read by newer code.',
  },
} as const satisfies MessageTable;

export type ShapeReport = Report<'validate' | 'config', typeof shapeMessages>;

/** The same findings, as of the stage that asks. */
export function shapeReport(stage: 'validate' | 'config'): ShapeReport {
  return defineMessages(stage, shapeMessages);
}
