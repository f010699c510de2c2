import type { MessageTable } from '../../diagnostics/messages.js';

/** Imports, declared names, and the names that are stored. */
export const nameMessages = {
  'unknown-import': { severity: 'error', text: 'No schema file is {import}.' },
  'reserved-context': {
    severity: 'error',
    text: 'The context {context} is that of the standard types.',
    help: 'Use another name.',
  },
  'contexts-alike': {
    severity: 'error',
    text: 'The contexts {context} and {other} differ only in case or separators, and would share a folder.',
  },
  'duplicate-name': { severity: 'error', text: '{context} has two {kind} named {name}.' },
  'name-taken': { severity: 'error', text: 'The {kind} {name} has the name of {other}, and code would have both.' },
  'names-alike': { severity: 'error', text: 'The {kind} {name} and {other} differ only in case or separators.' },
  'name-not-usable': { severity: 'error', text: '{what} cannot be named {name}: {reason}.', help: 'Use another name.' },
  'stored-name-taken': { severity: 'error', text: 'Events are stored as {type} already by {other}.' },
} as const satisfies MessageTable;
