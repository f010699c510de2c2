import type { MessageTable } from '../../diagnostics/messages.js';

/** Types, shapes and values. */
export const typeMessages = {
  'type-syntax': {
    severity: 'error',
    text: '{type} is no type: {problem}.',
    help: 'A type is written as string, Money@1, Line[], list<Line>, map<Line> or A | B.',
  },
  'unknown-type': {
    severity: 'error',
    text: 'There is no type {name}.',
    help: 'Correct the name, declare it under types, or import the file that does.',
  },
  'type-not-imported': {
    severity: 'error',
    text: '{name} is declared in {file}, which this file does not import.',
    help: 'Add it: imports: [{import}]',
  },
  'ambiguous-type': {
    severity: 'error',
    text: '{name} is declared more than once in reach.',
    help: 'Write {candidates}.',
  },
  'bare-type': {
    severity: 'error',
    text: '{name} has {count} versions; which one is meant is not said.',
    help: 'Write {name}@1 for what it was while there was one version, or {name}@{latest} for the newest.',
  },
  'bare-standard-type': {
    severity: 'error',
    text: 'The standard type {name} is written without its version.',
    help: 'Write {name}@{latest}.',
  },
  'built-in-with-schema-version': {
    severity: 'error',
    text: '{name} is built in and has no versions.',
    help: 'Write {name}.',
  },
  'endless-type': {
    severity: 'error',
    text: '{name} contains itself without an end: {path}.',
    help: 'Let one step of the way be a list, a map, optional or nullable.',
  },

  'keyword-misfit': {
    severity: 'error',
    text: '{keyword} does not fit {type}.',
    help: 'Remove it, or say another type.',
  },
  'keyword-value': {
    severity: 'error',
    text: '{keyword} must be {expected}.',
    help: 'Write such a value, or remove {keyword}.',
  },
  'bounds-crossed': {
    severity: 'error',
    text: '{low} is above {high}, so that no value fits.',
    help: 'Exchange the two, or correct one of them.',
  },
  'pattern-invalid': {
    severity: 'error',
    text: 'The pattern is no regular expression: {reason}.',
    help: 'Patterns are ECMAScript regular expressions with the flag u.',
  },
  'enum-member-twice': {
    severity: 'error',
    text: 'The enum has {member} twice.',
    help: 'Remove it, or write the value that was meant.',
  },
  'default-on-optional': {
    severity: 'error',
    text: '{field} is optional and has a default.',
    help: 'Drop the question mark (the default fills it in when a message is made) or the default.',
  },
  'default-misfit': {
    severity: 'error',
    text: 'The default of {field} does not fit: {problem}.',
    help: 'Write a default that fits, or remove it.',
  },
  'keyword-out-of-place': {
    severity: 'error',
    text: '{keyword} stands only directly under the name of a field.',
    help: 'Move it there, or remove it.',
  },

  'union-ambiguous': {
    severity: 'error',
    text: '{first} and {second} are both {json} in JSON, so that reading cannot tell them apart.',
    help: 'Declare a named union with a discriminator: { oneOf: { … }, discriminator: kind }',
  },
  'variant-no-object': {
    severity: 'error',
    text: 'The variant {tag} is {found}; only objects can carry the tag {discriminator}.',
    help: 'Give it a type of its own, an object with one field.',
  },
  'discriminator-redeclared': {
    severity: 'error',
    text: '{variant} has a field {discriminator} of its own, which tells the variants apart already.',
    help: 'Leave the field out, or use another tag.',
  },

  'field-twice': {
    severity: 'error',
    text: 'The field {field} is declared both with and without a question mark.',
    help: 'Keep one of them.',
  },
  'field-name-not-usable': {
    severity: 'error',
    text: 'A field cannot be named {field}: {reason}.',
    help: 'Use another name.',
  },
  'like-unknown': {
    severity: 'error',
    text: '{owner} version {schemaVersion} is like {like}, which is no earlier version.',
    help: 'Name an earlier version of {owner}, or write the fields out.',
  },
  'like-no-object': {
    severity: 'error',
    text: '{owner} version {like} is no object, so that nothing can be like it.',
    help: 'Write the shape out.',
  },
  'without-like': {
    severity: 'error',
    text: 'without leaves fields out of the version that like names; there is no like.',
    help: 'Add like: and the number of an earlier version, or remove without.',
  },
  'without-unknown': {
    severity: 'error',
    text: '{owner} version {like} has no field {field} to leave out.',
    help: 'Correct the name, or remove it here.',
  },
} as const satisfies MessageTable;
