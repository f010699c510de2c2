import { defineMessages } from '../../diagnostics/messages.js';
import { type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'constraint-tightened': {
    severity: 'error',
    text: '{path} of {name} has {after}, and {before} in {old}.',
    help: 'What is stored is not looked at again; make sure that whoever makes the message keeps to it.',
  },
});

export const constraintTightened: CompatRule = {
  code: 'compat/constraint-tightened',
  purpose: 'Whoever makes the message may be refused for what was accepted before.',
  mirror: 'compat/constraint-loosened',
  breaks: (change) => (change.subject.kind === 'command' ? ['code', 'senders'] : ['code']),
  describe: (change) => report('constraint-tightened', words(change), change.place),
};
