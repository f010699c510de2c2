import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'persistence-changed': {
    severity: 'error',
    text: 'What is stored of {name} was its {before}, and would be its {after} now.',
    help: 'Keep the persistence, and give what is new a name of its own.',
  },
});

export const persistenceChanged: CompatRule = {
  code: 'compat/persistence-changed',
  purpose: 'State is not found where events were stored, nor events where there was state.',
  mirror: { none: 'Changing it back is a change, too.' },
  breaks: always('stored', 'readers', 'code'),
  describe: (change) => report('persistence-changed', words(change), change.place),
};
