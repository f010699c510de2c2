import { defineMessages } from '../diagnostics/messages.js';

/** What can be wrong with a configuration besides its shape. All codes start with `config/`: wrong usage, not wrong schemas. */
export const configReport = defineMessages('config', {
  unreadable: { severity: 'error', text: '{problem}', help: 'The configuration is a YAML file; mend it here.' },
  'outside-root': {
    severity: 'error',
    text: '{key} is {path}, which does not lie below the folder of the configuration.',
    help: 'Write a path relative to that folder, with / between names.',
  },
  'whole-project': {
    severity: 'error',
    text: 'out is the whole project; generated files need a folder of their own.',
    help: 'Write out: src/generated',
  },
  'same-folder': {
    severity: 'error',
    text: 'Generated files (out: {out}) and your own (src: {src}) must not lie in one folder.',
    help: 'Everything in out may be deleted and made again; write src: src and out: src/generated',
  },
  'tests-in-out': {
    severity: 'error',
    text: 'Tests of the schemas (schemaTests.folder: {tests}) are yours and must not lie among generated files (out: {out}).',
    help: 'Write schemaTests: { runner: vitest, folder: test }',
  },
  'not-importable': {
    severity: 'error',
    text: '{key} holds {name}, which an import cannot name: #, ? and % mean something else there.',
    help: 'Use another name for the folder.',
  },
  'windows-name': {
    severity: 'error',
    text: '{key} holds {name}, which Windows cannot have as the name of a folder.',
    help: 'Use another name.',
  },
});
