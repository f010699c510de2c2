import { defineMessages } from '../diagnostics/messages.js';

export const report = defineMessages('reconcile', {
  'foreign-file': {
    severity: 'warning',
    text: '{path} lies among generated files and is none of them; varve leaves it alone.',
    help: 'Move it out of the generated folder, which may be deleted and made again at any time.',
  },
  'file-in-the-way': {
    severity: 'error',
    text: '{path} has to be generated, and a file that varve did not write stands there.',
    help: 'Move or delete it, or choose another folder with `out`.',
  },
  'unsafe-path': {
    severity: 'error',
    text: '{path} has to be written, but {obstacle}.',
    help: 'Varve writes regular files below the project folder only, and never through links.',
  },
  'case-collision': {
    severity: 'error',
    text: '{path} has to be written, but {other} differs from it by upper and lower case only.',
    help: 'Rename or remove {other}: on many systems the two are one file.',
  },
});
