import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'fact-added': {
    severity: 'info',
    text: '{name} leaves facts now: code older than this release does not know them.',
    help: 'Deploy what reads the log before what handles commands, or let older readers skip or park what they do not know.',
  },
});

export const factAdded: CompatRule = {
  code: 'compat/fact-added',
  purpose: 'A fact is an event of a type that older readers do not know.',
  mirror: 'compat/fact-removed',
  severity: 'info',
  breaks: always('readers'),
  describe: (change) => report('fact-added', words(change), change.place),
};
