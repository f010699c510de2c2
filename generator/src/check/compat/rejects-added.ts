import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'rejects-added': {
    severity: 'error',
    text: '{name} may be refused with {after} now.',
    help: 'Whoever sends the command meets one more refusal.',
  },
});

export const rejectsAdded: CompatRule = {
  code: 'compat/rejects-added',
  purpose: 'Senders that handle all refusals of a command no longer do.',
  mirror: 'compat/rejects-removed',
  breaks: always('code', 'senders'),
  describe: (change) => report('rejects-added', words(change), change.place),
};
