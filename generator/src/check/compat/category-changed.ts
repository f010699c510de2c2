import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'category-changed': {
    severity: 'error',
    text: 'Streams of {name} were released as {before}-…, and would be {after}-… now.',
    help: 'Keep the category: category: {before}',
  },
});

export const categoryChanged: CompatRule = {
  code: 'compat/category-changed',
  purpose: 'The category begins the name of every stream that is stored.',
  mirror: { none: 'Changing it back is a change, too.' },
  breaks: always('stored', 'readers'),
  describe: (change) => report('category-changed', words(change), change.place),
};
