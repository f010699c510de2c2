import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'fact-removed': {
    severity: 'error',
    text: '{name} was released with facts, and has none now.',
    help: 'Keep facts: true; what is stored can be read only as long as it is declared.',
  },
});

export const factRemoved: CompatRule = {
  code: 'compat/fact-removed',
  purpose: 'Stored facts can be read only as long as they are declared.',
  mirror: 'compat/fact-added',
  breaks: always('stored', 'code'),
  describe: (change) => report('fact-removed', words(change), change.place),
};
