import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'constraint-loosened': {
    severity: 'error',
    text: '{path} of {name} has {after}, and {before} in {old}.',
    help: 'Make sure that code which reads it does not rely on the old limit.',
  },
});

export const constraintLoosened: CompatRule = {
  code: 'compat/constraint-loosened',
  purpose: 'Code that reads the message may rely on the old limit.',
  mirror: 'compat/constraint-tightened',
  breaks: always('code'),
  describe: (change) => report('constraint-loosened', words(change), change.place),
};
