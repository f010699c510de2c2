import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'expects-changed': {
    severity: 'error',
    text: '{name} expects the stream to be {after}, and {before} before.',
    help: 'Make sure that senders keep to it.',
  },
});

export const expectsChanged: CompatRule = {
  code: 'compat/expects-changed',
  purpose: 'Commands that were decided before may be refused now.',
  mirror: { none: 'In both directions another precondition holds.' },
  breaks: always('senders'),
  describe: (change) => report('expects-changed', words(change), change.place),
};
