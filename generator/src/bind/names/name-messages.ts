import type { MessageTable } from '../../diagnostics/messages.js';

/** Imports, declared names, and the names that are stored. */
export const nameMessages = {
  'unknown-import': {
    severity: 'error',
    text: 'No schema file is {import}.',
    help: 'Paths are relative to this file, and the file must be among the schemas of the configuration.',
  },
  'reserved-context': {
    severity: 'error',
    text: 'The context {context} is that of the standard types.',
    help: 'Use another name.',
  },
  'contexts-alike': {
    severity: 'error',
    text: 'The contexts {context} and {other} differ only in case or separators, and would share a folder.',
    help: 'Write the name in one way, or choose another one.',
  },
  'duplicate-name': {
    severity: 'error',
    text: '{context} has two {kind} named {name}.',
    help: 'Rename one of them, or merge the two.',
  },
  'name-taken': {
    severity: 'error',
    text: 'The {kind} {name} has the name of {other}, and code would have both.',
    help: 'Rename one of them.',
  },
  'names-alike': {
    severity: 'error',
    text: 'The {kind} {name} and {other} differ only in case or separators.',
    help: 'Rename one of them.',
  },
  'name-not-usable': { severity: 'error', text: '{what} cannot be named {name}: {reason}.', help: 'Use another name.' },
  'stored-name-taken': {
    severity: 'error',
    text: 'Events are stored as {type} already by {other}.',
    help: 'Choose another name, or remove this one.',
  },
} as const satisfies MessageTable;
