import { defineMessages } from '../../diagnostics/messages.js';
import { type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'constraint-changed': {
    severity: 'error',
    text: '{path} of {name} has {after}, and {before} in {old}.',
    help: 'Make sure that both who makes the message and who reads it can live with it.',
  },
});

export const constraintChanged: CompatRule = {
  code: 'compat/constraint-changed',
  purpose: 'Whether it is tighter or looser cannot be told.',
  mirror: { none: 'In both directions it is another one.' },
  breaks: (change) => (change.subject.kind === 'command' ? ['code', 'senders'] : ['code']),
  describe: (change) => report('constraint-changed', words(change), change.place),
};
