/* Everything evolve can say, as one table. Whose values a step reads stands in `{readers}`: old events, older readers. */
import { defineMessages } from '../diagnostics/messages.js';

export const report = defineMessages('evolve', {
  // What two shapes leave open.
  'field-without-source': {
    severity: 'error',
    text: '{owner} requires {path}, and nothing says where {readers} get it.',
  },
  'field-left-over': {
    severity: 'error',
    text: '{path} of {owner} is neither kept nor dropped in version {to}.',
  },
  'rename-unsaid': {
    severity: 'error',
    text: '{owner} requires {path}, and {gone} of version {from} is gone; whether one became the other is not said.',
  },
  'type-changed': {
    severity: 'error',
    text: '{path} of {owner} is {next}, was {old} in version {from}, and nothing says how one becomes the other.',
  },
  'name-reused': {
    severity: 'error',
    text: '{path} of {owner} is {next}, but {old} in version {from}: two things of one name.',
  },
  'enum-narrowed': {
    severity: 'error',
    text: '{path} of {owner} no longer has {members}, and nothing says what becomes of {readers} with it.',
  },
  'null-unsaid': {
    severity: 'error',
    text: '{path} of {owner} cannot be null, but can in version {from}, and nothing says what null becomes.',
  },
  'absence-unsaid': {
    severity: 'error',
    text: '{owner} requires {path}, but {source} may be absent in version {from}, and nothing says what it is then.',
  },
  'extra-left-over': {
    severity: 'error',
    text: '{path}, the further keys of {owner}, have no place in version {to}, and nobody gave them up.',
  },
  'extra-shadowed': {
    severity: 'warning',
    text: '{owner} is open, so values of it may have a further key {field}; version {to} makes that a field and does not take it over.',
  },

  // Paths.
  'unknown-path': {
    severity: 'error',
    text: '{owner} has no {path}.',
  },
  'path-misfit': {
    severity: 'error',
    text: 'The path {path} leads nowhere in {owner}: {why}.',
    help: 'Paths lead through fields of objects, and through * to each element of a list or value of a map.',
  },
  'assigned-twice': {
    severity: 'error',
    text: '{path} gets its value twice.',
    help: 'Keep one of them: all operations read the old value, so neither could win.',
  },
  'assigned-inside': {
    severity: 'error',
    text: '{path} gets its value as a part of {outer}, and by itself.',
    help: 'Assign either the whole or its parts.',
  },
  'used-twice': {
    severity: 'error',
    text: '{path} is {first}, and {second} as well.',
    help: 'Keep one of them; copy reads a value without taking it away.',
  },
  'each-misfit': {
    severity: 'error',
    text: 'The * of {path} does not match: {why}.',
    help: 'Each * of the new path is one element of the old list that stands at the same place in the old path.',
  },
  'parent-may-be-absent': {
    severity: 'error',
    text: '{path} goes into {parent}, which may be absent, and would be lost then.',
    help: 'Assign all required fields of it, so that it can be made, or compute it in TypeScript.',
  },

  // Operations.
  'fill-needless': {
    severity: 'error',
    text: 'There is nothing to fill at {path}: {why}.',
  },
  'constant-misfit': {
    severity: 'error',
    text: 'This value does not fit {path} of {owner}: {problem}.',
    help: 'Correct the value, or the shape.',
  },
  'fact-misfit': {
    severity: 'error',
    text: '{fact} is {found}, which does not fit {path}: it is {wanted}.',
    help: 'Change the type of the field, or compute it in TypeScript.',
  },
  'fact-may-be-absent': {
    severity: 'error',
    text: '{path} is required, but an event may have been stored without the metadata key {key}.',
  },
  'map-partial': {
    severity: 'error',
    text: 'The map of {path} does not say what becomes of {values}.',
  },
  'map-value-unknown': {
    severity: 'error',
    text: '{path} of {owner} is never {value}.',
    help: 'Remove the entry, or correct it.',
  },
  'map-misfit': {
    severity: 'error',
    text: '{path} is {found}, and a map chooses among texts, numbers, booleans and null.',
    help: 'Use convert where there is a conversion, or compute it in TypeScript.',
  },
  'convert-source-misfit': {
    severity: 'error',
    text: '{conversion} takes {accepted}, and {path} is {found}.',
    help: 'Use a conversion for that, or compute it in TypeScript.',
  },
  'convert-result-misfit': {
    severity: 'error',
    text: '{conversion} gives {gives}, and {path} is {wanted}.',
    help: 'Use a conversion that gives that, change the type, or compute it in TypeScript.',
  },
  'convert-partial': {
    severity: 'error',
    text: '{conversion} gives nothing for some values of {from}, and {path} is required.',
    help: 'Add else: with the value to take then, or make the field optional.',
  },
  'adopt-misfit': {
    severity: 'error',
    text: '{owner} has no further key {path} to adopt: {why}.',
    help: 'adopt is for keys of open objects; use rename or copy for fields.',
  },
  'custom-in-each': {
    severity: 'error',
    text: 'No function can give {path}: it gets the whole old value, and would not know for which element it is asked.',
    help: 'Let it give the whole list, or make the elements a named type with a custom step of its own.',
  },

  // The way down.
  'write-as-without-way': {
    severity: 'error',
    text: '{owner} cannot be written as version {schemaVersion}: version {from} has no way down to {to}, as nothing gives {fields}.',
  },
});
