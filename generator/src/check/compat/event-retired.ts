import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'event-retired': {
    severity: 'error',
    text: '{name} is retired: no command may emit it any more.',
    help: 'Remove it from your deciders.',
  },
});

export const eventRetired: CompatRule = {
  code: 'compat/event-retired',
  purpose: 'Code that made the event no longer compiles.',
  mirror: 'compat/event-unretired',
  breaks: always('code'),
  describe: (change) => report('event-retired', words(change), change.place),
};
