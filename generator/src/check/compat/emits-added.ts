import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'emits-added': {
    severity: 'error',
    text: '{name} may emit {after} now.',
    help: 'Whoever handles the outcome of the command meets one more event.',
  },
});

export const emitsAdded: CompatRule = {
  code: 'compat/emits-added',
  purpose: 'Code that handles all outcomes of a command is no longer complete.',
  mirror: 'compat/emits-removed',
  breaks: always('code'),
  describe: (change) => report('emits-added', words(change), change.place),
};
