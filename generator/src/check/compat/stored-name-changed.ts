import { defineMessages } from '../../diagnostics/messages.js';
import { type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'stored-name-changed': {
    severity: 'error',
    text: '{name} was released as {before}, and would be stored as {after}.',
    help: 'Keep the name that is stored: stored: {before}',
  },
});

export const storedNameChanged: CompatRule = {
  code: 'compat/stored-name-changed',
  purpose: 'The stored name is what readers, filters and other systems know an event by.',
  mirror: { none: 'Changing the name back is a change of the name, too.' },
  breaks: (change) => (change.refusesOld ? ['stored', 'readers', 'code'] : ['readers', 'code']),
  describe: (change) => report('stored-name-changed', words(change), change.place),
};
