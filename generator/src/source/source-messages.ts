import { defineMessages } from '../diagnostics/messages.js';

/** Everything that can be wrong with a file before its keys are looked at. */
export const sourceReport = defineMessages('source', {
  empty: {
    severity: 'error',
    text: 'The file is empty.',
    help: 'A schema starts with varve: 1 and context: …; remove the file if it is not needed.',
  },
  'too-large': {
    severity: 'error',
    text: 'The file has {size} characters; a schema may have {limit}.',
    help: 'Split it: types, or the aggregates of a context, may stand in files of their own.',
  },
  'too-deep': {
    severity: 'error',
    text: 'The nesting here is deeper than {limit} levels.',
    help: 'Give inner objects named types, and refer to them.',
  },
  'lone-surrogate': {
    severity: 'error',
    text: 'This text holds half a character (a lone UTF-16 surrogate).',
    help: 'Write the whole character, or both halves of it.',
  },
  'control-character': {
    severity: 'error',
    text: 'There is a control character here ({name}).',
    help: 'Remove it, or write it as an escape inside double quotes.',
  },
  syntax: {
    severity: 'error',
    text: 'From here on the text cannot be read as YAML.',
    help: 'Look for a bracket, a quote, a colon or an indentation that is not as it should be, here or just before.',
  },
  'list-in-braces': {
    severity: 'error',
    text: '{name}[] cannot stand inside { }, where YAML reads the brackets itself.',
    help: 'Write list<{name}>, or put it in quotes: "{name}[]".',
  },
  'missing-comma': {
    severity: 'error',
    text: 'A comma is missing here, or a text with ": " in it needs quotes.',
    help: 'Inside { } and [ ] every entry is followed by a comma.',
  },
  'needless-comma': {
    severity: 'error',
    text: 'There is no entry before this comma.',
    help: 'Remove it, or write the entry.',
  },
  unclosed: { severity: 'error', text: 'This {bracket} is never closed.', help: 'Close it where its last entry ends.' },
  'shallow-lines': {
    severity: 'error',
    text: 'The lines inside this {bracket} are not indented further than the key it belongs to.',
    help: 'Indent every line up to the closing bracket.',
  },
  'unclosed-text': {
    severity: 'error',
    text: 'The text that starts here has no closing {quote}.',
    help: 'Add it where the text ends.',
  },
  tab: {
    severity: 'error',
    text: 'A tab stands here, where only blanks may.',
    help: 'Replace the tab by blanks.',
  },
  'unknown-escape': {
    severity: 'error',
    text: 'Inside double quotes \\{character} means nothing.',
    help: "Use single quotes ('^\\d+$'), where backslashes are ordinary characters, or double the backslash.",
  },
  'needs-quotes': {
    severity: 'error',
    text: 'A text cannot start with {character} unless it is in quotes.',
    help: 'Put the whole text in quotes.',
  },
  'colon-in-text': {
    severity: 'error',
    text: 'A second ": " stands in this line; YAML takes it for another key.',
    help: 'Put the text in quotes, or start a new line for the inner key.',
  },
  'text-after-value': {
    severity: 'error',
    text: 'Something follows a value that is already complete.',
    help: 'Put the whole value in quotes, or start a new line.',
  },
  'missing-blank': {
    severity: 'error',
    text: 'A blank is missing after the colon in {text}.',
    help: 'Write {fixed}',
  },
  'blank-after-dash': {
    severity: 'error',
    text: 'A blank is missing after the dash in {text}.',
    help: 'Write {fixed}',
  },
  'list-beside-key': {
    severity: 'error',
    text: 'A list with dashes cannot start in the line of its key.',
    help: 'Start it on a line of its own, or write [a, b]; a text that starts with a dash needs quotes.',
  },
  'missing-colon': {
    severity: 'error',
    text: 'The key {text} has no colon after it.',
    help: 'Write {text}: and its value.',
  },
  indentation: {
    severity: 'error',
    text: 'This line is not indented like the lines it belongs to.',
    help: 'Keys of one mapping start in the same column.',
  },
  'several-documents': {
    severity: 'error',
    text: 'A second document starts here; a file holds one.',
    help: 'Put it into a file of its own.',
  },
  directive: {
    severity: 'error',
    text: 'The file asks for YAML {asked}; schemas are YAML 1.2.',
    help: 'Remove the line.',
  },
  tag: {
    severity: 'error',
    text: 'The tag {tag} is refused; schemas have no tags.',
    help: 'Remove it; a text that starts with ! needs quotes.',
  },
  'merge-key': {
    severity: 'error',
    text: 'Merge keys (<<) are refused.',
    help: 'Write the fields out, or give them a named type. A field of that name is written "<<".',
  },
  'duplicate-key': {
    severity: 'error',
    text: 'The key {key} stands twice in this mapping.',
    help: 'Remove one of them, or rename it.',
  },
  'complex-key': {
    severity: 'error',
    text: 'A key must be a plain text, not a list, a mapping or an alias.',
    help: 'Write it as a text.',
  },
  'missing-key': {
    severity: 'error',
    text: 'There is no key before this colon.',
    help: 'Write the key; an empty one is written "".',
  },
  'key-not-text': {
    severity: 'error',
    text: 'YAML reads the key {key} as {read}.',
    help: 'Write it in quotes: "{key}".',
  },
  'number-key': {
    severity: 'error',
    text: 'The key {key} is a number that no version is written as.',
    help: 'Versions are 1, 2, 3 …; a name that looks like a number is written in quotes: "{key}".',
  },
  'prototype-key': {
    severity: 'error',
    text: 'The name __proto__ is refused: it means something else in JavaScript.',
    help: 'Choose another name.',
  },
  'number-form': {
    severity: 'error',
    text: 'YAML reads {text} as the number {read}.',
    help: 'Write {read} for the number, "{text}" for the text.',
  },
  'number-precision': {
    severity: 'error',
    text: '{text} cannot be held exactly: as a JavaScript number it becomes {read}.',
    help: 'Write it in quotes, as literals of decimal and bigint are: "{text}".',
  },
  'number-not-finite': {
    severity: 'error',
    text: 'JSON has no number {text}.',
    help: 'Put it in quotes if it is a text.',
  },
  'unknown-alias': {
    severity: 'error',
    text: 'No anchor &{name} stands before this alias.',
    help: 'A text that starts with * needs quotes.',
  },
  'cyclic-alias': {
    severity: 'error',
    text: 'The alias *{name} stands inside what it names.',
    help: 'Give it a named type, which may refer to itself by name.',
  },
  'alias-bomb': {
    severity: 'error',
    text: 'With its aliases written out, the file would have more than {limit} values.',
    help: 'Give what repeats a named type.',
  },
});
