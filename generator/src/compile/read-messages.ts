import { defineMessages } from '../diagnostics/messages.js';

export const report = defineMessages('read', {
  'no-schemas': {
    severity: 'error',
    text: 'No file matches {globs}.',
    help: 'Say in varve.config.yaml, under schemas, where the YAML files are; globs are relative to that file.',
  },
  'unsafe-file': {
    severity: 'error',
    text: '{path} is not read: {reason}.',
    help: 'Schemas are regular files of the project, with names that every system can store. To use a file from elsewhere, copy it.',
  },
});
