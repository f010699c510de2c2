import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'wire-form-changed': {
    severity: 'error',
    text: '{path} is {after} in JSON in {name}, and {before} in {old}.',
    help: 'Say in the step how one becomes the other, or leave wire as it was.',
  },
});

export const wireFormChanged: CompatRule = {
  code: 'compat/wire-form-changed',
  purpose: 'What is stored has the form on the wire that it was written with.',
  mirror: { none: 'In both directions the form is another one.' },
  breaks: byRefusal({ code: true }),
  describe: (change) => report('wire-form-changed', words(change), change.place),
};
