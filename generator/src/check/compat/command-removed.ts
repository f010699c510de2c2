import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'command-removed': {
    severity: 'error',
    text: 'The command {name} was released, and is gone.',
    help: 'Declare it again, with deprecated and what to send instead, until nobody sends it any more.',
  },
});

export const commandRemoved: CompatRule = {
  code: 'compat/command-removed',
  purpose: 'Old clients and queues go on sending a command after the code that decided it is gone.',
  mirror: { none: 'A command that is new breaks nobody.' },
  breaks: always('code', 'senders'),
  describe: (change) => report('command-removed', words(change), change.place),
};
